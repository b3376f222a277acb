/** The day behind the shooting link, and its line, asked again and again. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Call } from "../../service/call.ts";
import { useRepeated } from "../../service/use-repeated.ts";

export type SiteDay = RouteAnswer<"enterSiteDay">;

const askEveryMs = 10_000;

/** The line, not the service's word on what was asked. */
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
      // A line that is down for a while closes nothing.
    } else if (!entered.current || !isOfTheLine(answer.problem)) setClosed(answer.problem);
  }, [call, link]);
  useEffect(() => void enter(), [enter]);
  useRepeated(enter, askEveryMs);
  return { siteDay, closed, put: setSiteDay };
}
