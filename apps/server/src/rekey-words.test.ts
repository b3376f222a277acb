import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { startCollection } from "./collections/start-collection.ts";
import { openStudentWorld } from "./collections/testing/student-world.ts";
import { correctionReason, freeWords, moveReason, openWords } from "./core/free-words.ts";
import { collectionHistory, corrections, staff } from "./infra/db/schema/index.ts";
import type { Sealed } from "./infra/sealing/seal.ts";
import { sealedColumns } from "./rekey-columns.ts";
import { sealPlainWords } from "./rekey-words.ts";
import { accepted } from "./testing/accepted.ts";
import { openTestDatabase } from "./testing/test-database.ts";
import { addRowsAbout, columnOf, typeWords, wordsAbout } from "./testing/typed-rows.ts";

const { db } = await openTestDatabase();
const world = openStudentWorld(db);
const { sealer, clock } = world.deps;
await world.addSchool();
const { id: projectId } = await world.addProject();

async function addCollection(): Promise<string> {
  const accountId = await world.addAccount();
  const reading = await world.addVerifiedReading(accountId, projectId, randomUUID());
  return accepted(await startCollection(world.deps, reading, accountId));
}

const isSealed = (text: string | null): text is Sealed => text?.startsWith("sealed:") ?? false;

test("what people typed before their words were sealed is sealed, once, and erased words stay erased", async () => {
  const collectionId = await addCollection();
  const openedBy = randomUUID();
  const name = sealer.seal("测试客服", { column: "staff.name", rowId: openedBy });
  const writer = { id: openedBy, username: "service", name, passwordHash: "x", createdAt: clock() };
  await db.insert(staff).values({ ...writer, role: "service" });
  const now = clock();
  const add = async (reason: string): Promise<string> => {
    const id = randomUUID();
    await db.insert(corrections).values({ id, collectionId, openedBy, reason, openedAt: now, usedAt: now });
    return id;
  };
  const [typed, erased] = [await add("姓名有误"), await add("")];
  expect(await sealPlainWords(db, sealer, correctionReason)).toBe(1);
  expect(await sealPlainWords(db, sealer, correctionReason)).toBe(0);
  const rows = await db.select().from(corrections).where(eq(corrections.collectionId, collectionId));
  expect(JSON.stringify(rows)).not.toContain("姓名有误");
  const wordsOf = (wanted: string) => {
    const row = rows.find(({ id }) => id === wanted);
    return row && openWords(sealer, correctionReason, row);
  };
  expect([wordsOf(typed), wordsOf(erased)]).toEqual(["姓名有误", null]);
});

const plainBefore = freeWords.filter((which) => which.plain !== null && which !== moveReason);

test.each(plainBefore.map((which) => [columnOf(which), which] as const))(
  "%s takes the words that were typed in plain, once",
  async (column, which) => {
    const collectionIds = [await addCollection(), await addCollection()];
    const of = (collectionId: string): string => `张三本人来电 ${collectionId}`;
    for (const collectionId of collectionIds) {
      await addRowsAbout({ db, sealer, at: clock() }, collectionId);
      await typeWords({ db, sealer }, which, { collectionId, words: of(collectionId), plainly: true });
    }
    expect(await sealPlainWords(db, sealer, which)).toBe(2);
    expect(await sealPlainWords(db, sealer, which)).toBe(0);
    for (const collectionId of collectionIds) {
      const [{ id, sealed, plain } = { id: "", sealed: null, plain: null }] = await wordsAbout(db, which, collectionId);
      expect(plain ?? "").toBe("");
      expect(isSealed(sealed) && sealer.open(sealed, { column, rowId: id })).toBe(of(collectionId));
    }
  },
);

test("of the reasons in the history those of people are sealed, and our own, which tell of nobody, stay as they are", async () => {
  const collectionId = await addCollection();
  const byPerson = [
    ["appeal", "student"],
    ["escalate", "reviewer"],
    ["reject", "senior-reviewer"],
    ["start-refund", "finance"],
    ["withdraw", "service"],
  ] as const;
  const ours = [
    ["withdraw", "student"],
    ["refund-failed", "system"],
    ["refused-by-registry", "system"],
    ["check-identity", "system"],
  ] as const;
  const [fromState, toState, at] = ["in_review", "ready", clock()] as const;
  for (const [move, actorRole] of [...byPerson, ...ours]) {
    const reason = `${move} by ${actorRole}`;
    await db.insert(collectionHistory).values({ collectionId, move, fromState, toState, actorRole, reason, at });
  }
  expect(await sealPlainWords(db, sealer, moveReason)).toBe(byPerson.length);
  expect(await sealPlainWords(db, sealer, moveReason)).toBe(0);
  const lines = await db
    .select()
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId))
    .orderBy(asc(collectionHistory.id));
  const told = lines.filter((line) => openWords(sealer, moveReason, line) !== null);
  for (const line of told) expect(openWords(sealer, moveReason, line)).toBe(`${line.move} by ${line.actorRole}`);
  expect(told.map(({ move, sealedReason, reason }) => [move, sealedReason !== null, reason])).toEqual([
    ...byPerson.map(([move]) => [move, true, null]),
    ...ours.map(([move, role]) => [move, false, `${move} by ${role}`]),
  ]);
});

/** Who somebody is, and notes and cases of customer service, whose rows are deleted as they are; and why a setting was changed, or was not. */
const otherwiseSealed = [
  ...["account_identities.openid", "account_identities.unionid", "accounts.phone", "code_readings.code"],
  ...["invoice_requests.email", "invoice_requests.tax_number", "invoice_requests.title"],
  ...["persons.name", "persons.student_number", "service_notes.note"],
  ...["service_cases.asked", "service_case_hand_overs.note"],
  ...["configuration_changes.why", "configuration_changes.declined_why"],
  ...["staff.name", "staff.totp", "staff.totp_pending"],
];

test("every sealed column is one of people's words, which are emptied with the person, or is told here", () => {
  const all = sealedColumns().map(({ table, column }) => `${table}.${column}`);
  expect([...freeWords.map(columnOf), ...otherwiseSealed].sort()).toEqual(all.sort());
});
