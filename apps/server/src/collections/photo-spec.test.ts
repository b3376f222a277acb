import { randomUUID } from "node:crypto";
import { type PhotoSpec, photoSpecOf } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { accepted, studentCall } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { collectionHandlers } from "./routes.ts";
import { openStudentWorld } from "./testing/student-world.ts";

const { db, pool } = await openTestDatabase();
const world = openStudentWorld(db);
const handlers = collectionHandlers(world.deps);
await world.addSchool();
const project = await world.addProject({
  fileMinBytes: 25_000,
  fileMaxBytes: 39_000,
  photoMaxAgeDays: 180,
});

async function addStudent() {
  const accountId = await world.addAccount();
  const readingId = await world.addVerifiedReading(accountId, project.id, randomUUID());
  const call = studentCall(accountId);
  const { collectionId } = accepted(
    await handlers.startCollection({ body: { readingId, noPhotoYet: true } }, call),
  );
  return { call, params: { collectionId } };
}

type Student = Awaited<ReturnType<typeof addStudent>>;

/** Returns the spec as the student's phone receives it and passes it to the engine. */
async function specOf({ call, params }: Student): Promise<PhotoSpec> {
  const answer = accepted(await handlers.readPhotoSpec({ params }, call));
  return routeDefinitions.readPhotoSpec.answers.parse(JSON.parse(JSON.stringify(answer))).spec;
}

const { name: _, source: __, ...shipped } = photoSpecOf("chsi-blue");

test("a student reads the photo spec of their collection before payment, with the project's settings", async () => {
  expect(await specOf(await addStudent())).toEqual({
    ...shipped,
    file: { ...shipped.file, minBytes: 25_000, maxBytes: 39_000 },
    limits: { "capture-date": { warn: { max: 180 } } },
  });
});

test("refuses the photo spec of another student's collection and of an unknown one", async () => {
  const [owner, stranger] = [await addStudent(), await addStudent()];
  for (const params of [owner.params, { collectionId: randomUUID() }])
    expect(await handlers.readPhotoSpec({ params }, stranger.call)).toEqual({
      refused: "not-found",
      details: {},
    });
});

test("the photo spec includes new check limits at once, and ignores limits of other specs", async () => {
  const student = await addStudent();
  const previous = await specOf(student);
  const limits = { fail: { min: 3 }, warn: { min: 9 } };
  await confirmSetting(db, world.deps, "check-limits", limits, "chsi-blue:grayscale");
  await confirmSetting(
    db,
    world.deps,
    "check-limits",
    { warn: { min: 2000 } },
    "chsi-white:grayscale",
  );
  expect(await specOf(student)).toEqual({
    ...previous,
    limits: { ...previous.limits, grayscale: limits },
  });
});

test("a started collection retains its photo spec when its project changes", async () => {
  const student = await addStudent();
  const previous = await specOf(student);
  const change = "update projects set spec_id = $2, file_max_bytes = $3 where id = $1";
  await pool.query(change, [project.id, "chsi-white", 40_960]);
  expect(await specOf(student)).toEqual(previous);
  expect(await specOf(await addStudent())).toMatchObject({
    id: "chsi-white",
    file: { maxBytes: 40_960 },
  });
  await pool.query(change, [project.id, "chsi-blue", 39_000]);
});
