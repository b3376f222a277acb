import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { studentCall } from "../collections/testing/student-world.ts";
import { freeWords } from "../core/free-words.ts";
import { collections, persons } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { tablesHolding } from "../testing/tables-holding.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { addRowsAbout, columnOf, typeWords, wordsAbout } from "../testing/typed-rows.ts";
import { retentionHandlers } from "./routes.ts";
import { openRetentionWorld } from "./testing/retention-world.ts";
import { withoutFiles } from "./testing/without-files.ts";

const database = await openTestDatabase();
const { db, owner } = database;
const { world, leavingDeps, addStudent, endRetention } = await openRetentionWorld(database);
const { sealer, clock } = world.deps;
const handlers = retentionHandlers({ ...leavingDeps, ...withoutFiles });

async function addTypedAbout() {
  const student = await addStudent();
  await addRowsAbout({ db, sealer, at: clock() }, student.collectionId);
  return student;
}

const ways = [
  [
    "its student deletes their data",
    async ({ accountId }: { readonly accountId: string }) =>
      void accepted(await handlers.deleteMyData({}, studentCall(accountId))),
  ],
  [
    "its time is over",
    async ({ collectionId }: { readonly collectionId: string }) => {
      const [row] = await db.select().from(collections).where(eq(collections.id, collectionId));
      await db
        .update(persons)
        .set({ retainUntil: clock() })
        .where(eq(persons.id, row?.personId ?? ""));
      await endRetention();
    },
  ],
] as const;

describe.each(ways)("what people typed about a collection is gone when %s", (_, erase) => {
  test.each(freeWords.map((which) => [columnOf(which), which] as const))("%s", async (column, which) => {
    const [mine, foreign] = [await addTypedAbout(), await addTypedAbout()];
    const [erased, kept] = [`张三本人来电 ${mine.collectionId}`, `李四本人来电 ${foreign.collectionId}`];
    for (const plainly of [false, true]) {
      await typeWords({ db, sealer }, which, { collectionId: mine.collectionId, words: erased, plainly });
      await typeWords({ db, sealer }, which, { collectionId: foreign.collectionId, words: kept, plainly });
    }
    expect(await tablesHolding(owner, erased), column).toHaveLength(which.plain === null ? 0 : 1);
    await erase(mine);
    expect(await tablesHolding(owner, erased)).toEqual([]);
    const after = await wordsAbout(db, which, mine.collectionId);
    expect(after.length).toBeGreaterThan(0);
    for (const { sealed, plain } of after) expect([sealed, plain ?? ""]).toEqual([null, ""]);
    for (const { sealed, plain } of await wordsAbout(db, which, foreign.collectionId))
      expect([sealed?.slice(0, 7), plain]).toEqual(["sealed:", which.plain === null ? null : kept]);
  });
});
