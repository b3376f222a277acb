import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { attempts, faceCounts } from "../infra/db/schema/index.ts";
import { openRetentionWorld } from "../retention/testing/retention-world.ts";
import { countFaces, readFaceCount } from "./count-faces.ts";
import { facesPart } from "./read-health.ts";

const { db, pool, world, projectId, addStudent, addCollection, endRetention } =
  await openRetentionWorld();
const { clock } = world.deps;

afterEach(async () => {
  await db.delete(faceCounts);
});

const counted = (day: string, persons: number) => ({
  day,
  persons,
  countedAt: new Date(`${day}T02:00:00Z`),
});

test("each person with stored photos is counted once, across accounts, photos and codes", async () => {
  const first = await addStudent();
  await addCollection(first.accountId);
  const other = await addStudent();
  const expired = await addStudent();
  await world.addVerifiedReading(await world.addAccount(), projectId, randomUUID());
  // Two codes of one person, one of them in another account.
  await pool.query(
    `update persons set identity_hash = (select identity_hash from persons p join collections c on c.person_id = p.id where c.id = $1)
     where id in (select person_id from collections where account_id = $2 or id = $3)`,
    [first.collectionId, first.accountId, other.collectionId],
  );
  expect(await countFaces({ db, clock })).toBe(2);
  await db.delete(faceCounts);
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, expired.attemptId));
  await endRetention();
  expect(await countFaces({ db, clock })).toBe(1);
  expect(await readFaceCount(db)).toEqual({ persons: 1, countedAt: clock(), reachedOn: null });
});

test("each day is counted once, and a stopped worker leaves the count to the next one", async () => {
  await addStudent();
  expect(await countFaces({ db, clock }, AbortSignal.abort())).toBe(0);
  expect(await readFaceCount(db)).toBeNull();
  const persons = await countFaces({ db, clock });
  expect(persons).toBeGreaterThan(0);
  await addStudent();
  expect(await countFaces({ db, clock })).toBe(0);
  expect((await readFaceCount(db))?.persons).toBe(persons);
});

test("all persons are counted when they exceed one batch", async () => {
  await addStudent();
  await countFaces({ db, clock });
  const previous = (await readFaceCount(db))?.persons ?? 0;
  const many = 12_345;
  await pool.query(
    `with person as (
       insert into persons (id, school_code, name, name_hash, student_number, student_number_hash, department, major, class, level,
         id_last_four_hash, identity_hash, created_at, retain_until)
       select gen_random_uuid(), school_code, name, name_hash, student_number, student_number_hash, department, major, class, level,
         id_last_four_hash, 'hmac:' || lpad(to_hex(n * 7919), 64, '0'), created_at, retain_until
       from (select * from persons limit 1) one, generate_series(1, $1) n returning id),
     collection as (
       insert into collections (id, account_id, project_id, person_id, code_hash, state, spec_id, spec, fee_fen, created_at, updated_at, retain_until)
       select gen_random_uuid(), account_id, project_id, person.id, 'hmac:' || lpad(replace(person.id::text, '-', ''), 64, '0'), 'paid', spec_id, spec,
         fee_fen, created_at, updated_at, retain_until from (select * from collections limit 1) one, person returning id)
     insert into attempts (id, collection_id, number, state, source, by_role, original_key, original_sha256, original_bytes, created_at, finished_at, retain_until)
     select gen_random_uuid(), id, 1, 'failed', 'camera', 'student', id::text, repeat('1', 64), 6, now(), now(), now() from collection`,
    [many],
  );
  await db.delete(faceCounts);
  expect(await countFaces({ db, clock })).toBe(previous + many);
});

test("the day on which 100,000 persons were reached is still returned after the number falls", async () => {
  await db
    .insert(faceCounts)
    .values([
      counted("2026-03-09", 99_999),
      counted("2026-03-10", 100_000),
      counted("2026-03-11", 100_800),
      counted("2026-03-12", 90_000),
    ]);
  expect(await readFaceCount(db)).toMatchObject({ persons: 90_000, reachedOn: "2026-03-10" });
});

test("the operator is warned from 80,000 persons, and from 100,000 with the filing deadline and authority", () => {
  const countedAt = new Date("2026-03-10T02:00:00Z");
  const part = (persons: number, reachedOn: string | null = null, filing = "") =>
    facesPart({ persons, countedAt, reachedOn }, filing);
  expect(facesPart(null, "")).toMatchObject({ tone: "neutral", todo: null });
  expect(part(79_999)).toMatchObject({
    tone: "success",
    summary: { en: expect.stringContaining("79999") },
    todo: null,
  });
  expect(part(80_000)).toMatchObject({
    tone: "warning",
    todo: { en: expect.stringContaining("prepare") },
  });
  const due = part(100_000, "2026-03-10");
  expect(due.tone).toBe("warning");
  // Thirty working days from Tuesday, 10 March 2026, with Qingming on 6 April.
  for (const words of [due.todo?.zh, due.todo?.en]) {
    expect(words).toContain("2026-04-22");
    expect(words).toContain("https://grxxbh.cacdtsc.cn");
    expect(words).toMatch(/人脸信息备案编号|Filing of stored faces/);
  }
  expect(part(100_000, "2030-03-12").todo?.en).toContain("not published yet");
  expect(part(250_000, "2026-03-10", "1234")).toMatchObject({ tone: "success", todo: null });
});
