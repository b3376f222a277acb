import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { collections, persons } from "../infra/db/schema/index.ts";
import { openExportWorld } from "./testing/export-world.ts";

const {
  db,
  pool,
  call,
  projectId,
  foreignProject,
  completed,
  admin,
  signIn,
  startExport,
  zipRequest,
  download,
} = await openExportWorld();

const own = "文学院";
/** Two students are in the caller's department, one has no department, and all others are in another one. */
for (const [index, department] of [own, "文 学院", ""].entries()) {
  const { collectionId = "" } = completed[index] ?? {};
  const [row] = await db.select().from(collections).where(eq(collections.id, collectionId));
  await db
    .update(persons)
    .set({ department, class: "1班" })
    .where(eq(persons.id, row?.personId ?? ""));
}
const ownRow = completed.slice(0, 2).map(({ collectionId }) => collectionId);
const others = completed.slice(2).map(({ collectionId }) => collectionId);

const department = await signIn("department-admin", "10559", own);

test("a department's student list contains only its own students, whatever department is requested", async () => {
  const list = async (filters: object) => {
    const { body } = await startExport(department, { kind: "school-collections", filters });
    return { rows: body.rowsTotal, text: (await download(body.url)).payload };
  };
  for (const filters of [{}, { projectId }]) {
    const { rows, text } = await list(filters);
    expect(rows).toBe(2);
    for (const id of ownRow) expect(text).toContain(id);
    for (const id of others) expect(text).not.toContain(id);
  }
  expect((await list({ projectId, department: "信息科学技术学院" })).rows).toBe(0);
});

test("a department's list of stalled students contains only its own students", async () => {
  const stalled = [ownRow[0], others[0], others[1]];
  await pool.query(
    "update collections set state = 'paid', updated_at = updated_at - interval '9 days' where id = any($1)",
    [stalled],
  );
  const rowsFor = async (token: string) =>
    (await startExport(token, { kind: "stalled-students", filters: { projectId, days: 5 } })).body
      .rowsTotal;
  expect(await rowsFor(department)).toBe(1);
  expect(await rowsFor(admin)).toBe(stalled.length);
  await pool.query("update collections set state = 'completed' where id = any($1)", [stalled]);
});

test("a department's photo counts and ZIP contain only its own students", async () => {
  const files = (await call("readPhotoFiles", { token: department, params: { projectId } })).body;
  expect(files.classes.map(({ photos }: { photos: number }) => photos)).toEqual([1, 1]);
  const { body } = await startExport(department, zipRequest);
  expect(Object.keys(unzipSync((await download(body.url)).rawPayload))).toHaveLength(2);
  const { rows } = await pool.query(
    "select a.collection_id from export_photos e join attempts a on a.id = e.attempt_id where e.export_id = $1",
    [body.exportId],
  );
  expect(rows.map(({ collection_id }) => collection_id).sort()).toEqual([...ownRow].sort());
  const otherDepartment = { ...zipRequest, filters: { projectId, department: "信息科学技术学院" } };
  expect(await startExport(department, otherDepartment)).toMatchObject({ code: "export-empty" });
});

test("a department's download does not mark photos as downloaded for the school or change its file names", async () => {
  const photos = { names: "student-number-hyphen-name", folders: "class", share: "new" };
  const { body } = await startExport(department, { ...zipRequest, photos });
  expect(body.rowsTotal).toBe(2);
  await download(body.url);
  const ofSchool = (await call("readPhotoFiles", { token: admin, params: { projectId } })).body;
  expect(ofSchool).toMatchObject({ names: "student-number", folders: "none", lastTakenAt: null });
  const newPhotos = ofSchool.classes.reduce(
    (sum: number, one: { newPhotos: number }) => sum + one.newPhotos,
    0,
  );
  expect(newPhotos).toBe(completed.length);
});

test("a department may not export payments, schools or the audit log, nor another school's project", async () => {
  for (const kind of ["orders", "refunds", "income", "schools", "audit"]) {
    expect(await startExport(department, { kind })).toMatchObject({ code: "export-not-allowed" });
  }
  const foreign = { kind: "school-collections", filters: { projectId: foreignProject } };
  expect(await startExport(department, foreign)).toMatchObject({ code: "not-found" });
});
