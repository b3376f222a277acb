/** 叫号: the called number, how many wait, and the button that calls the next one. */
import { Button } from "../../parts/button.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { useWords } from "../../words/words.ts";
import { siteWords } from "./site-words.ts";
import type { Line, NextCall } from "./use-next-call.ts";

interface LineCardProps {
  readonly line: Line;
  readonly nextCall: NextCall;
}

export function LineCard({ line: { nowCalled, waiting }, nextCall: { act, called, next } }: LineCardProps) {
  const words = useWords(siteWords);
  // A call without an answer may have called the last number, so it must stay repeatable.
  const nobodyToCall = waiting === 0 && act.problem === null;
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
      <Button id="call-next" kind="second" busy={act.busy} off={nobodyToCall} onTap={() => void next()}>
        {words.next}
      </Button>
    </section>
  );
}
