import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { differenceNote, freeTextColumns, refundDeclineReason } from "../core/free-words.ts";
import { collections, persons, retentionRuns } from "../infra/db/schema/index.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import {
  addFreeTextRows,
  qualifiedColumnName,
  readFreeText,
  writeFreeText,
} from "../testing/free-text-rows.ts";
import { findTablesContaining } from "../testing/stores.ts";
import { readRun } from "./list-runs.ts";
import { retentionHandlers } from "./routes.ts";
import { openRetentionWorld, withoutFiles } from "./testing/retention-world.ts";

const { db, owner, world, leavingDeps, addStudent, endRetention, auditOf } =
  await openRetentionWorld();
const { sealer, clock } = world.deps;
const handlers = retentionHandlers({ ...leavingDeps, ...withoutFiles });

async function addTypedAbout() {
  const student = await addStudent();
  await addFreeTextRows({ db, sealer, at: clock() }, student.collectionId);
  return student;
}

async function endTime({ collectionId }: { readonly collectionId: string }): Promise<string> {
  const [row] = await db.select().from(collections).where(eq(collections.id, collectionId));
  const personId = row?.personId ?? "";
  await db.update(persons).set({ retainUntil: clock() }).where(eq(persons.id, personId));
  await endRetention();
  return personId;
}

const erasures = [
  [
    "its student deletes their data",
    async ({ accountId }: { readonly accountId: string }) =>
      void accepted(await handlers.deleteMyData({}, studentCall(accountId))),
  ],
  [
    "its time is over",
    async (student: { readonly collectionId: string }) => void (await endTime(student)),
  ],
] as const;

describe.each(erasures)("text typed about a collection is erased when %s", (_, erase) => {
  test.each(freeTextColumns.map((freeText) => [qualifiedColumnName(freeText), freeText] as const))(
    "erases %s",
    async (column, freeText) => {
      const [own, foreign] = [await addTypedAbout(), await addTypedAbout()];
      const [erased, stored] = [
        `张三本人来电 ${own.collectionId}`,
        `李四本人来电 ${foreign.collectionId}`,
      ];
      await writeFreeText({ db, sealer }, freeText, {
        collectionId: own.collectionId,
        text: erased,
      });
      await writeFreeText({ db, sealer }, freeText, {
        collectionId: foreign.collectionId,
        text: stored,
      });
      expect(await findTablesContaining(owner, erased), column).toEqual([]);
      await erase(own);
      const after = await readFreeText(db, freeText, own.collectionId);
      expect(after.length).toBeGreaterThan(0);
      for (const { sealed } of after) expect(sealed).toBeNull();
      for (const { sealed } of await readFreeText(db, freeText, foreign.collectionId))
        expect(sealed?.slice(0, 7)).toBe("sealed:");
    },
  );
});

const typedLater = freeTextColumns.filter((freeText) => freeText.in.typedLater !== null);

describe("text typed about a person who was already erased is erased by the next run", () => {
  test.each(typedLater.map((freeText) => [qualifiedColumnName(freeText), freeText] as const))(
    "erases %s",
    async (_, freeText) => {
      const [own, foreign] = [await addTypedAbout(), await addTypedAbout()];
      const personId = await endTime(own);
      const [erased, stored] = [
        `张三本人来电 ${own.collectionId}`,
        `李四本人来电 ${foreign.collectionId}`,
      ];
      await writeFreeText({ db, sealer }, freeText, {
        collectionId: foreign.collectionId,
        text: stored,
      });
      await writeFreeText({ db, sealer }, freeText, {
        collectionId: own.collectionId,
        text: erased,
      });
      await endRetention();
      const after = await readFreeText(db, freeText, own.collectionId);
      expect(after.length).toBeGreaterThan(0);
      for (const { sealed } of after) expect(sealed).toBeNull();
      const proof = (await auditOf(`person:${personId}`)).at(-1);
      expect(proof).toMatchObject({ action: "erase-person" });
      expect(
        await readRun({ db, clock, objects: leavingDeps.objects }, proof.details.run),
      ).toMatchObject({
        persons: 1,
        matches: true,
      });
      for (const { sealed } of await readFreeText(db, freeText, foreign.collectionId))
        expect(sealed?.slice(0, 7)).toBe("sealed:");
      const runs = await db.$count(retentionRuns);
      await endRetention();
      expect(await db.$count(retentionRuns)).toBe(runs);
    },
  );

  test.each(
    [differenceNote, refundDeclineReason].map(
      (freeText) => [qualifiedColumnName(freeText), freeText] as const,
    ),
  )("erases %s even a year after the person was erased", async (_, freeText) => {
    const own = await addTypedAbout();
    const personId = await endTime(own);
    const erasedAt = new Date(clock().getTime() - 365 * 86_400_000);
    await db.update(persons).set({ erasedAt }).where(eq(persons.id, personId));
    const words = `张三本人来电 ${own.collectionId}`;
    await writeFreeText({ db, sealer }, freeText, { collectionId: own.collectionId, text: words });
    await endRetention();
    for (const { sealed } of await readFreeText(db, freeText, own.collectionId))
      expect(sealed).toBeNull();
  });
});
