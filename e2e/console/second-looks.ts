/** What waits for a second look, judged without a desk. */
import assert from "node:assert/strict";
import { take } from "../people/client.ts";
import { decide, openPhoto } from "../people/reviewer.ts";
import type { Setting } from "./flow.ts";

/** Judges what waits for a second look, but for so many. */
async function approveDownTo({ clientOf }: Setting, left: number): Promise<void> {
  const senior = await clientOf("senior-reviewer");
  for (;;) {
    const { tasks, queue } = await take(senior.call("takeTasks", { body: { queue: "second-looks", count: 1 } }));
    const [look] = tasks;
    if (queue.secondLooks <= left || !look)
      return assert.equal(queue.secondLooks, left, "too few wait for a second look");
    await openPhoto(senior, look);
    await decide(senior, look, { outcome: "approve" });
  }
}

export const leaveOne = (setting: Setting): Promise<void> => approveDownTo(setting, 1);

/** All of them. */
export const approveLooks = (setting: Setting): Promise<void> => approveDownTo(setting, 0);
