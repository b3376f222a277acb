/** What the operator's lists are made of, added to the world of exports: three messages, two failed photos, two refusals, two runs. */

import { randomUUID } from "node:crypto";
import type { MessageState, MessageTemplateCode } from "@gradphoto/domain";
import {
  attempts,
  events,
  messages,
  registryBatches,
  registryItems,
  retentionCounts,
  retentionRuns,
} from "../../infra/db/schema/index.ts";
import type { openExportWorld } from "./export-world.ts";

type ExportWorld = Awaited<ReturnType<typeof openExportWorld>>;

const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

export async function addListRows({ db, world, projectId, completed }: ExportWorld): Promise<void> {
  const [one] = completed;
  if (!one) throw new Error("Nobody has completed");
  const { collectionId } = one;
  // Those of the moves that led here are as many as the world has students.
  await db.delete(messages);

  async function addMessage(day: string, state: MessageState, template: MessageTemplateCode, lastFault: string | null) {
    const createdAt = noon(day);
    const event = { kind: "collection-moved", subjectId: collectionId, createdAt };
    const [{ id: eventId } = { id: 0 }] = await db.insert(events).values(event).returning();
    const message = { id: randomUUID(), eventId, collectionId, template, state, tries: 1, lastFault, createdAt };
    await db.insert(messages).values({ ...message, finishedAt: state === "queued" ? null : createdAt });
  }
  await addMessage("2027-03-02", "sent", "review-approved", null);
  await addMessage("2027-03-03", "failed", "completed", "unavailable");
  await addMessage("2027-03-04", "queued", "completed", null);

  /** `madeSince`: their student has another photo by now. */
  async function addFailed(madeSince: boolean) {
    const { collectionId } = await world.addPaid(projectId);
    const times = { createdAt: noon("2027-03-02"), retainUntil: noon("2028-03-02") };
    const picture = { originalSha256: "0".repeat(64), originalBytes: 1, source: "camera", byRole: "student" } as const;
    const failed = { id: randomUUID(), collectionId, number: 1, ...picture, ...times };
    await db
      .insert(attempts)
      .values({ ...failed, state: "failed", originalKey: `o/${failed.id}`, finishedAt: noon("2027-03-03") });
    if (madeSince) await world.addMade(collectionId);
  }
  await addFailed(false);
  await addFailed(true);

  const batchId = randomUUID();
  const days = { createdAt: noon("2027-03-02"), sentAt: noon("2027-03-02"), settledAt: noon("2027-03-05") };
  await db.insert(registryBatches).values({ id: batchId, state: "settled", receipt: "r", ...days });
  async function addRefusal(
    of: Pick<typeof registryItems.$inferInsert, "collectionId" | "attemptId" | "findingIds">,
    day: string,
    reason: string,
  ) {
    const item = { id: randomUUID(), batchId, reason, settledAt: noon(day) };
    await db.insert(registryItems).values({ ...item, ...of, state: "refused" });
  }
  const busy = { verdict: "pass" as const, value: 4, unit: "score" as const };
  const seen = await world.addApproved(projectId, { "background-busy": busy });
  await addRefusal({ ...seen, findingIds: ["background-busy"] }, "2027-03-03", "registry-background");
  await addRefusal(one, "2027-03-05", "registry-retouched");

  async function addRun(day: string, endedAt: Date | null) {
    const id = randomUUID();
    await db.insert(retentionRuns).values({ id, cause: "ended", beganAt: noon(day), endedAt });
    await db.insert(retentionCounts).values({ runId: id, projectId, photos: 3, persons: 2, accounts: 1 });
  }
  await addRun("2027-02-01", noon("2027-02-01"));
  await addRun("2027-02-02", null);
}
