/** On-site day of the shooting link, and its queue, polled regularly. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { newActKey } from "../../service/act-key.ts";
import type { Call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { usePolling } from "../../service/use-polling.ts";
import { useWords } from "../../words/words.ts";
import { siteWords } from "./site-words.ts";

/** Calls the next number, and keeps the result while the helper is busy with a student. */
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
      const answer = await call("callNextTicket", {
        body: { token: link, callKey: callKey.current },
      });
      if (!answer.ok) return answer.problem;
      callKey.current = null;
      const { number, ...line } = answer.value;
      setCalled(number === null ? words.nobody : words.called(number));
      onLine(line);
      return null;
    });
  return { act, called, next };
}

export type SiteDay = RouteAnswer<"enterSiteDay">;

const pollEveryMs = 10_000;

/** True for a connection fault rather than the service's answer to the request. */
export const isOfTheLine = ({ status }: Problem): boolean => status === 0 || status >= 500;

export function useSiteDay(call: Call, link: string) {
  const [siteDay, setSiteDay] = useState<SiteDay | null>(null);
  const [closed, setClosed] = useState<Problem | null>(null);
  const entered = useRef(false);
  const enter = useCallback(async () => {
    const answer = await call("enterSiteDay", { body: { token: link } });
    if (answer.ok) {
      entered.current = true;
      setSiteDay(answer.value);
      setClosed(null);
      // A connection that is down for a while does not close the day.
    } else if (!entered.current || !isOfTheLine(answer.problem)) setClosed(answer.problem);
  }, [call, link]);
  useEffect(() => void enter(), [enter]);
  usePolling(enter, pollEveryMs);
  return { siteDay, closed, put: setSiteDay };
}
