/** On-site day of the shooting link, and its queue, polled regularly. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Call } from "../../service/call.ts";
import { useRepeated } from "../../service/use-repeated.ts";

export type SiteDay = RouteAnswer<"enterSiteDay">;

const askEveryMs = 10_000;

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
  useRepeated(enter, askEveryMs);
  return { siteDay, closed, put: setSiteDay };
}
