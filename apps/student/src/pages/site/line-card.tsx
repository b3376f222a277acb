/** 叫号: who is called, how many wait, and the tap that calls the next one. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { newActKey } from "../../service/act-key.ts";
import type { Call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useWords } from "../../words/words.ts";
import { siteWords } from "./site-words.ts";

type Line = Pick<RouteAnswer<"enterSiteDay">, "nowCalled" | "waiting">;

interface LineCardProps {
  readonly link: string;
  readonly call: Call;
  readonly line: Line;
  readonly onLine: (line: Line) => void;
}

export function LineCard({ link, call, line: { nowCalled, waiting }, onLine }: LineCardProps) {
  const words = useWords(siteWords);
  const act = useAct();
  /** Of the tap whose answer has not come: tapped again, it calls nobody else. */
  const callKey = useRef<string | null>(null);
  const [called, setCalled] = useState<string | null>(null);
  const next = () =>
    act.run(async () => {
      callKey.current ??= newActKey();
      const answer = await call("callNextTicket", { body: { token: link, callKey: callKey.current } });
      if (!answer.ok) return answer.problem;
      callKey.current = null;
      const { number, ...line } = answer.value;
      setCalled(number === null ? words.nobody : words.called(number));
      onLine(line);
      return null;
    });
  return (
    <section className="card">
      <div className="row row--between">
        <h2 className="heading">{words.line}</h2>
        <p className="text" id="line">
          {nowCalled === null ? words.nobodyYet : words.now(nowCalled)} · {words.waiting(waiting)}
        </p>
      </div>
      <p className="heading" id="called" role="status">
        {called}
      </p>
      <ProblemNotice problem={act.problem} />
      <Button id="call-next" kind="second" busy={act.busy} onTap={() => void next()}>
        {words.next}
      </Button>
    </section>
  );
}
