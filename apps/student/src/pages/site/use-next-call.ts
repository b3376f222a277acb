/** Calls the next number, and keeps the result while the helper is busy with a student. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useRef, useState } from "react";
import { newActKey } from "../../service/act-key.ts";
import type { Call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useWords } from "../../words/words.ts";
import { siteWords } from "./site-words.ts";

export type Line = Pick<RouteAnswer<"enterSiteDay">, "nowCalled" | "waiting">;

export type NextCall = ReturnType<typeof useNextCall>;

export function useNextCall(call: Call, link: string, onLine: (line: Line) => void) {
  const words = useWords(siteWords);
  const act = useAct();
  /** Idempotency key of a tap without an answer: tapping again calls nobody else. */
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
  return { act, called, next };
}
