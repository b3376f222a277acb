/** What waits for a second look, judged without a desk. */
import assert from "node:assert/strict";
import { take } from "../people/client.ts";
import { openPhoto } from "../people/reviewer.ts";
import type { Setting } from "./flow.ts";

/** Judges what waits for a second look, but for one. */
export async function leaveOne({ clientOf }: Setting): Promise<void> {
  const senior = await clientOf("senior-reviewer");
  for (;;) {
    const { look, waiting } = await take(senior.call("takeSecondLook", {}));
    assert.ok(look, "nothing waits for a second look");
    if (waiting === 1) return;
    await openPhoto(senior, look.review);
    const verdict = { decision: "approve" as const, reasons: [] };
    await take(senior.call("decideSecondLook", { params: { lookId: look.lookId }, body: { verdict } }));
  }
}

/** All of them. */
export async function approveLooks({ clientOf }: Setting): Promise<void> {
  const senior = await clientOf("senior-reviewer");
  for (;;) {
    const { look } = await take(senior.call("takeSecondLook", {}));
    if (!look) return;
    await openPhoto(senior, look.review);
    const verdict = { decision: "approve" as const, reasons: [] };
    await take(senior.call("decideSecondLook", { params: { lookId: look.lookId }, body: { verdict } }));
  }
}
