/** The same reviewer's desk in other tabs: both have the same photos in hand, and one does not give back what the other looks at. */
import { useCallback, useEffect, useRef, useState } from "react";

/** Which desk tells, whether it has just opened, and the ids in its hand. */
type Told = readonly [desk: string, isNew: string, ...ids: string[]];

const isTold = (data: unknown): data is Told =>
  Array.isArray(data) && data.length >= 2 && data.every((one) => typeof one === "string");

/** Answers whether another tab has it in hand. */
export function useOtherDesks(staffId: string, inHand: readonly string[]): (id: string) => boolean {
  const [desk] = useState(() => String(Math.random()));
  const others = useRef(new Map<string, readonly string[]>());
  const latest = useRef(inHand);
  latest.current = inHand;
  const tell = useRef<() => void>(() => undefined);
  useEffect(() => {
    const channel = new BroadcastChannel(`gradphoto-console-desk-${staffId}`);
    const post = (isNew: boolean, ids: readonly string[]): void => {
      const told: Told = [desk, String(isNew), ...ids];
      channel.postMessage(told);
    };
    tell.current = () => post(false, latest.current);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isTold(data)) return;
      const [other, isNew, ...ids] = data;
      others.current.set(other, ids);
      if (isNew === "true") tell.current();
    };
    post(true, latest.current);
    const leave = (): void => post(false, []);
    addEventListener("pagehide", leave);
    return () => {
      leave();
      removeEventListener("pagehide", leave);
      channel.close();
      tell.current = () => undefined;
    };
  }, [staffId, desk]);
  const ids = inHand.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever another set is in hand
  useEffect(() => tell.current(), [ids]);
  return useCallback((id) => [...others.current.values()].some((had) => had.includes(id)), []);
}
