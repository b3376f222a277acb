/** Whoever signs in where another reviewer left decisions unsaved is told that they are dropped: nobody else may send them. */
import { App } from "antd";
import { useEffect } from "react";
import { useWords, wordsOf } from "../lib/words.ts";
import { dropUnsavedOfOthers } from "../reviews/unsaved-place.ts";

const words = wordsOf(
  {
    dropped: (count: number) => `原审核员有 ${count} 个决定未确认保存`,
    queued: "没有保存的照片会回到队列，重新审核。",
  },
  {
    dropped: (count) =>
      `${count} ${count === 1 ? "decision" : "decisions"} of the reviewer before you ${count === 1 ? "was" : "were"} not confirmed as saved`,
    queued: "Photos whose decision was not saved return to the queue and are reviewed again.",
  },
);

/** `staffId` null: nobody is signed in. */
export function useDropped(staffId: string | null): void {
  const t = useWords(words);
  const { notification } = App.useApp();
  // biome-ignore lint/correctness/useExhaustiveDependencies: dropped once, when another person is there
  useEffect(() => {
    const dropped = staffId === null ? 0 : dropUnsavedOfOthers(staffId);
    if (dropped > 0) notification.warning({ title: t.dropped(dropped), description: t.queued, duration: 0 });
  }, [staffId]);
}
