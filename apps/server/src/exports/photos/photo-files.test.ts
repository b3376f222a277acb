import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { photoOf } from "../../collections/testing/attempt-world.ts";
import { personPlaces } from "../../core/collection/person.ts";
import { collections, persons } from "../../infra/db/schema/index.ts";
import { openExportWorld } from "../testing/export-world.ts";

const {
  db,
  pool,
  call,
  clock,
  deps,
  projectId,
  foreignProject,
  completed,
  admin,
  signIn,
  addCompleted,
  startExport,
  zipRequest,
  download,
} = await openExportWorld();

interface Input {
  readonly name?: string;
  readonly studentNumber?: string;
  readonly department?: string;
  readonly major?: string;
  readonly class?: string;
}

/** Changes name, student number or places of a completed collection's student. */
async function rename(
  of: (typeof completed)[number] | undefined,
  { name, studentNumber, ...places }: Input,
) {
  if (!of) throw new Error("No student has completed");
  const [row] = await db.select().from(collections).where(eq(collections.id, of.collectionId));
  const id = row?.personId ?? "";
  const { seal } = deps.sealer;
  const sealed = {
    ...(name !== undefined && { name: seal(name, personPlaces.name(id)) }),
    ...(studentNumber !== undefined && {
      studentNumber: seal(studentNumber, personPlaces.studentNumber(id)),
    }),
  };
  await db
    .update(persons)
    .set({ ...places, ...sealed })
    .where(eq(persons.id, id));
}

const place = { department: "文学院", major: "汉语言文学", class: "1班" };
await rename(completed[0], { ...place, name: "王𠮷", studentNumber: "2023000101" });
await rename(completed[1], { ...place, name: "张㐂", studentNumber: "2023000102" });
await rename(completed[2], { ...place, class: "2班", name: "测试䶮", studentNumber: "a1" });
await rename(completed[3], { ...place, class: "2班", name: "测试丁", studentNumber: "A1" });
await rename(completed[4], { ...place, class: "2班", name: "测试戊", studentNumber: "A1(2)" });
await rename(completed[5], {
  department: "A/B系",
  major: "",
  class: "aux",
  name: "测试己",
  studentNumber: "con",
});

const asNew = { names: "student-number", folders: "none", share: "all" };
const zip = (token: string, photos: object, filters: object = {}) =>
  startExport(token, {
    ...zipRequest,
    filters: { projectId, ...filters },
    photos: { ...asNew, ...photos },
  });
const filesOf = async (url: string) => unzipSync((await download(url)).rawPayload);
const namesOf = async (url: string) => Object.keys(await filesOf(url));
const readFiles = (token: string) => call("readPhotoFiles", { token, params: { projectId } });
const classOf = async (token: string, className: string) =>
  (await readFiles(token)).body.classes.find(
    (one: { className: string; department: string }) =>
      one.department === "文学院" && one.className === className,
  );
const manifestOf = async (body: { manifests: { format: string; url: string }[] }, format: string) =>
  download(body.manifests.find((one) => one.format === format)?.url ?? "");

test("photos have the requested folders and file names, which become the project's defaults", async () => {
  const layout = { names: "student-number-hyphen-name", folders: "class" };
  expect((await readFiles(admin)).body).toMatchObject({ names: "student-number", folders: "none" });
  const { body } = await zip(admin, layout, { department: "文学院" });
  const names = await namesOf(body.url);
  expect(names.filter((name) => name.includes("1班")).sort()).toEqual([
    "文学院/汉语言文学/1班/2023000101-王𠮷.jpg",
    "文学院/汉语言文学/1班/2023000102-张㐂.jpg",
  ]);
  expect((await readFiles(admin)).body).toMatchObject(layout);
  // A request without a layout uses the layout of the previous export.
  const repeated = await startExport(admin, {
    ...zipRequest,
    filters: { projectId, department: "文学院" },
  });
  expect(await namesOf(repeated.body.url)).toEqual(names);
});

test("a ZIP can be limited to one class or one department", async () => {
  expect((await zip(admin, {}, { department: "文学院", className: "2班" })).body.rowsTotal).toBe(3);
  expect(await classOf(admin, "2班")).toMatchObject({ photos: 3, newPhotos: 0 });
  expect(await classOf(await signIn("operator"), "2班")).toMatchObject({ photos: 3, newPhotos: 3 });
});

test("names that Windows treats as equal or reserved become different, valid file names", async () => {
  const names = await namesOf((await zip(admin, { folders: "class" })).body.url);
  expect(names).toHaveLength(30);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(30);
  expect(names).toContain("A／B系/未写专业/_aux/_con.jpg");
  const second = names.filter((name) => name.startsWith("文学院/汉语言文学/2班/"));
  // The first photo gets the plain name. The name with a suffix may equal another student's plain name, and must still
  // be unique.
  expect(new Set(second.map((name) => name.toLowerCase())).size).toBe(3);
});

test("a range of the ZIP is the same bytes before and after a full read, with long non-Latin names", async () => {
  const { body } = await zip(admin, { names: "student-number-hyphen-name", folders: "class" });
  const range = async (from: number, to: number) =>
    (await download(body.url, { range: `bytes=${from}-${to - 1}` })).rawPayload;
  const stops = [
    0,
    1,
    29,
    60,
    77,
    5000,
    ...Array.from({ length: 40 }, (_, index) => (index + 1) * 9973),
  ];
  const cuts = [
    ...new Set([...stops.filter((stop) => stop < body.bytesTotal), body.bytesTotal]),
  ].sort((a, b) => a - b);
  const parts: Buffer[] = [];
  for (const [index, to] of cuts.slice(1).entries()) parts.push(await range(cuts[index] ?? 0, to));
  const full = (await download(body.url)).rawPayload;
  expect(full.length).toBe(body.bytesTotal);
  expect(Buffer.concat(parts).equals(full)).toBe(true);
  expect(Object.keys(unzipSync(Buffer.concat(parts)))).toHaveLength(30);
});

test("each photo has its own student's name", async () => {
  const files = await filesOf((await zip(admin, { names: "student-number-hyphen-name" })).body.url);
  const { attemptId = "" } = completed[0] ?? {};
  expect(Buffer.from(files["2023000101-王𠮷.jpg"] ?? []).equals(photoOf(attemptId))).toBe(true);
});

test("the list of the ZIP names every file, as CSV, workbook and DBF, with rare characters intact", async () => {
  const { body } = await zip(admin, { names: "student-number", folders: "department" });
  const names = await namesOf(body.url);
  const csv = (await manifestOf(body, "csv")).payload;
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  const lines = csv.trim().split("\r\n").slice(1);
  expect(lines.map((line) => line.split(",")[0])).toEqual(names);
  expect(csv).toContain(",2023000101,王𠮷,文学院,汉语言文学,1班,");
  const workbook = unzipSync((await manifestOf(body, "xlsx")).rawPayload);
  const sheet = Buffer.from(workbook["xl/worksheets/sheet1.xml"] ?? []).toString();
  for (const word of [...names, "王𠮷", "张㐂", "测试䶮"]) expect(sheet).toContain(`>${word}<`);
  expect(sheet).toContain('<autoFilter ref="A1:G31"/>');
  expect(Buffer.from(workbook["xl/workbook.xml"] ?? []).toString()).toContain(
    "'!$A$1:$G$31</definedName>",
  );
  const dbf = await manifestOf(body, "dbf");
  expect(dbf.headers["content-type"]).toBe("application/x-dbf");
  expect(dbf.rawPayload.readUInt32LE(4)).toBe(30);
  const records = new TextDecoder("gbk").decode(
    dbf.rawPayload.subarray(dbf.rawPayload.readUInt16LE(8)),
  );
  for (const word of [...names, "王〓", "张〓", "测试〓"]) expect(records).toContain(word);
});

test("downloading a list records an audit entry for each student in it", async () => {
  const { body } = await zip(admin, {}, { department: "文学院", className: "1班" });
  await manifestOf(body, "csv");
  const { rows } = await pool.query(
    "select action, subject, details from audit_entries where details ->> 'export' = $1 or subject = $2 order by place",
    [body.exportId, `export:${body.exportId}`],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "export-started",
    "photo-list-downloaded",
    "student-named",
    "student-named",
  ]);
  expect(rows[0].details).toMatchObject({ names: "student-number", folders: "none", share: "all" });
  const named = rows
    .filter(({ action }) => action === "student-named")
    .map(({ subject }) => subject);
  expect(named.sort()).toEqual(
    [completed[0], completed[1]].map((one) => `collection:${one?.collectionId}`).sort(),
  );
});

test("a school's student list records an audit entry per named student; a service list has masked names and none", async () => {
  const exportRequest = {
    kind: "school-collections",
    filters: { projectId, department: "文学院" },
  };
  const namedIn = async (exportId: string) =>
    (
      await pool.query(
        "select from audit_entries where action = 'student-named' and details ->> 'export' = $1",
        [exportId],
      )
    ).rowCount;
  const own = (await startExport(admin, exportRequest)).body;
  expect((await download(own.url)).payload).toContain("2023000101,王𠮷,");
  expect(await namedIn(own.exportId)).toBe(5);
  const ofOperator = (await startExport(await signIn("operator"), exportRequest)).body;
  expect((await download(ofOperator.url)).payload).toContain("2023000101,王*,");
  expect(await namedIn(ofOperator.exportId)).toBe(0);
});

test("exports by the service contain masked names", async () => {
  const operator = await signIn("operator");
  const { body } = await zip(
    operator,
    { names: "student-number-hyphen-name" },
    { department: "文学院" },
  );
  expect(await namesOf(body.url)).toContain("2023000101-王＊.jpg");
  expect((await manifestOf(body, "csv")).payload).toContain("2023000101,王*,");
});

test("only photos that the own side has not downloaded completely count as new", async () => {
  const class1 = { department: "文学院", className: "1班" };
  await download((await zip(admin, {})).body.url);
  expect(await zip(admin, { share: "new" })).toMatchObject({
    status: 409,
    code: "export-nothing-new",
  });
  const added = await addCompleted();
  await rename(added, { ...place, name: "测试新", studentNumber: "2023000109" });
  expect(await classOf(admin, "1班")).toMatchObject({ photos: 3, newPhotos: 1 });
  expect((await readFiles(admin)).body.lastTakenAt).toBe(clock.now.toISOString());
  const { body } = await zip(admin, { share: "new" });
  expect(body.rowsTotal).toBe(1);
  // After an aborted download, the photo is still new.
  await download(body.url, { range: "bytes=0-99" });
  expect((await zip(admin, { share: "new" })).body.rowsTotal).toBe(1);
  // Downloads count for the entire school, so another administrator has nothing new. Downloads by the service are
  // counted separately.
  await download(body.url, { range: "bytes=100-" });
  const colleague = await signIn("school-admin", "10559");
  expect(await zip(colleague, { share: "new" })).toMatchObject({ code: "export-nothing-new" });
  expect(
    (await zip(await signIn("operator"), { share: "new" }, class1)).body.rowsTotal,
  ).toBeGreaterThan(0);
});

test("the file names of ZIP and list contain the project, the class and the kind", async () => {
  const { body } = await zip(admin, {}, { department: "文学院", className: "2班" });
  expect(body.fileName).toMatch(
    /^毕业证照-暨南大学-普通本科-2027-文学院-2班-证照压缩包-\d{8}-\d{4}\.zip$/,
  );
  expect(body.project).toEqual({
    zh: "暨南大学 普通本科 2027",
    en: "暨南大学 Regular undergraduate 2027",
  });
  const list = await manifestOf(body, "dbf");
  expect(decodeURIComponent(String(list.headers["content-disposition"]))).toContain(
    "暨南大学-普通本科-2027",
  );
  const every = (await startExport(admin, { kind: "school-collections" })).body;
  expect(every).toMatchObject({ project: null, manifests: [] });
});

test("photo names are accepted only for a ZIP, and another school's project is not found", async () => {
  const table = { kind: "school-collections", filters: { projectId }, photos: asNew };
  expect(await startExport(admin, table)).toMatchObject({ code: "export-filter-unfitting" });
  const foreign = { token: admin, params: { projectId: foreignProject } };
  expect(await call("readPhotoFiles", foreign)).toMatchObject({ code: "not-found" });
  const other = await signIn("school-admin", "10559");
  const { body } = await zip(admin, {});
  const stolen = await download(body.manifests[0].url, { authorization: `Bearer ${other}` });
  expect(stolen.json()).toMatchObject({ code: "not-found" });
  await call("cancelExport", { token: admin, params: { exportId: body.exportId } });
  expect((await manifestOf(body, "csv")).json()).toMatchObject({ code: "export-ended" });
});

test("erasing a student during the download ends the export", async () => {
  const { body } = await zip(admin, {});
  const [row] = await db
    .select()
    .from(collections)
    .where(eq(collections.id, completed[6]?.collectionId ?? ""));
  await db
    .update(persons)
    .set({ erasedAt: new Date() })
    .where(eq(persons.id, row?.personId ?? ""));
  await expect(download(body.url)).rejects.toThrow();
  const formatted = (
    await call("readExport", { token: admin, params: { exportId: body.exportId } })
  ).body;
  expect(formatted).toMatchObject({ state: "outdated", manifests: [] });
});
