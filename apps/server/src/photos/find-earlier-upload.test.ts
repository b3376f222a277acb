import { eq } from "drizzle-orm";
import sharp from "sharp";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { attempts, reviewTasks } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { decidedTask } from "../testing/review-task-rows.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";
import { portrait, type StudentAtWork } from "./testing/photo-world.ts";

const { db, world, workOff, addStudent, upload, read, rowOf } = await openPhotoBench();

/** Uploads a picture and returns what was detected. */
async function handIn(uploader: StudentAtWork, picture: Uint8Array) {
  const { attemptId } = accepted(await upload(uploader, picture));
  await workOff();
  const { state, findings } = await read(uploader, attemptId);
  const finding = findings.find(({ id }) => id === "seen-before");
  if (!finding) throw new Error("the photo was not compared");
  return { attemptId, state, ...finding };
}

const reviewerId = await openAttemptWorld(db).addStaff("reviewer");

const refuse = ({ collectionId }: StudentAtWork, attemptId: string) =>
  db.insert(reviewTasks).values(
    decidedTask({
      ...{ collectionId, attemptId, reviewerId, at: world.deps.clock() },
      ...{ decision: "reject", reasons: ["blurred"] },
    }),
  );

/** Pictures that differ from the portrait and from each other. */
const mirrored = await sharp(portrait).flop().jpeg().toBuffer();
const onItsSide = await sharp(portrait).rotate(90).jpeg().toBuffer();
const upsideDown = await sharp(portrait).rotate(180).jpeg().toBuffer();

test("a picture of another account gets a warning for the reviewer and is not refused, even resized", async () => {
  const first = await handIn(await addStudent(), portrait);
  expect(first).toMatchObject({ verdict: "pass", value: 0 });
  const saved = await sharp(portrait).resize(330).jpeg({ quality: 60 }).toBuffer();
  const second = await handIn(await addStudent(), saved);
  expect(second).toMatchObject({ verdict: "warn", atMost: "warn" });
  expect(second.message.zh).toContain("另一个账号");
  expect(second.state).toBe("made");
  expect((await rowOf(second.attemptId))?.seenAttemptId).toBe(first.attemptId);
});

test("the same account can upload its own picture again", async () => {
  const uploader = await addStudent();
  await handIn(uploader, onItsSide);
  const repeated = await handIn(uploader, onItsSide);
  expect(repeated).toMatchObject({ verdict: "pass" });
  expect((await rowOf(repeated.attemptId))?.seenAttemptId).toBeNull();
});

test("an unchanged upload of a rejected photo is refused; a re-encoded one gets a warning", async () => {
  const uploader = await addStudent();
  const { attemptId, state } = await handIn(uploader, mirrored);
  expect(state).toBe("made");
  await refuse(uploader, attemptId);
  const repeated = await handIn(uploader, mirrored);
  expect(repeated).toMatchObject({ verdict: "fail", state: "refused" });
  expect(repeated.advice.zh).toContain("申诉");
  expect((await rowOf(repeated.attemptId))?.seenAttemptId).toBe(attemptId);
  const saved = await sharp(mirrored).jpeg({ quality: 60 }).toBuffer();
  expect(await handIn(uploader, saved)).toMatchObject({ verdict: "warn" });
});

test("the picture hash is deleted with the pictures", async () => {
  const uploader = await addStudent();
  const { attemptId } = await handIn(uploader, upsideDown);
  expect((await rowOf(attemptId))?.pictureHash).toMatch(/^[01]{64}$/);
  const deleted = { picturesDeletedAt: world.deps.clock(), report: null };
  await expect(
    db.update(attempts).set(deleted).where(eq(attempts.id, attemptId)),
  ).rejects.toThrow();
  await db
    .update(attempts)
    .set({ ...deleted, pictureHash: null })
    .where(eq(attempts.id, attemptId));
});
