import { expect, test } from "vitest";
import { openExportWorld } from "../testing/export-world.ts";

const { db, call, app, projectId, foreignProject, completed, admin, signIn, world } =
  await openExportWorld();

const list = (token: string, project: string, query: Record<string, string> = {}) =>
  call("listPhotosToPrint", {
    token,
    params: { projectId: project },
    query: { limit: "20", ...query },
  });

test("a school reads its finished photos page by page, with their size and without ID numbers", async () => {
  const first = await list(admin, projectId);
  expect(first.status).toBe(200);
  expect(first.body.photos).toHaveLength(20);
  expect(first.body.photos[0].widthMm).toBeCloseTo(40.64, 2);
  expect(first.body.photos[0].heightMm).toBeCloseTo(54.19, 2);
  const second = await list(admin, projectId, { after: first.body.next });
  expect(second.body).toMatchObject({ next: null });
  expect(second.body.photos).toHaveLength(completed.length - 20);
  expect(first.body.photos[0]).toMatchObject({ studentNumber: "2023000001", name: "测**" });
  const reported = new Set(first.body.photos.flatMap((photo: object) => Object.keys(photo)));
  expect([...reported].sort()).toEqual([
    ...["className", "department", "heightMm", "name", "photoUrl", "studentNumber", "widthMm"],
  ]);
});

test("a photo is printed in its original size after its project changes to another spec", async () => {
  const moveTo = (specId: string) =>
    db.$client.query("update projects set spec_id = $2 where id = $1", [projectId, specId]);
  await moveTo("cn-one-inch");
  const { body } = await list(admin, projectId, { limit: "1" });
  expect(body.photos[0].widthMm).toBeCloseTo(40.64, 2);
  await moveTo("chsi-blue");
});

test("each printed photo is recorded in the audit log as a view", async () => {
  const { body } = await list(admin, projectId, { limit: "1" });
  const picture = await app.inject({
    url: body.photos[0].photoUrl,
    headers: { authorization: `Bearer ${admin}` },
  });
  expect(picture.statusCode).toBe(200);
  expect(picture.headers["content-type"]).toBe("image/jpeg");
  const { rows } = await db.$client.query(
    "select details from audit_entries where action = 'look-at-picture' order by place desc limit 1",
  );
  expect(rows[0]?.details).toMatchObject({ picture: "photo", purpose: "school" });
});

test("photos are filtered by class, and an unknown class has none", async () => {
  const all = await list(admin, projectId, { department: "信息科学技术学院", limit: "100" });
  expect(all.body.photos).toHaveLength(completed.length);
  expect((await list(admin, projectId, { className: "没有这个班" })).body).toMatchObject({
    photos: [],
    next: null,
  });
});

test("a class matches by its registry name; students without a class or department form one of their own", async () => {
  const place = (
    { collectionId }: { collectionId: string },
    department: string,
    className: string,
  ) =>
    db.$client.query(
      "update persons set department = $2, class = $3 where id = (select person_id from collections where id = $1)",
      [collectionId, department, className],
    );
  const [withoutClass, withoutDepartment, withClass] = completed.slice(-3);
  if (!withoutClass || !withoutDepartment || !withClass) throw new Error("Too few have completed");
  await place(withoutClass, "文学院", "");
  await place(withoutDepartment, "", "");
  await place(withClass, "文学院", "中文（1）班");
  const classesOf = async (query: Record<string, string>) => {
    const { body } = await list(admin, projectId, { limit: "100", ...query });
    return body.photos.map((photo: { department: string; className: string }) => [
      photo.department,
      photo.className,
    ]);
  };
  expect(await classesOf({ department: "文学院", className: "" })).toEqual([["文学院", ""]]);
  expect(await classesOf({ department: "", className: "" })).toEqual([["", ""]]);
  expect(await classesOf({ department: "文学院" })).toHaveLength(2);
  expect(await classesOf({ className: "中文（1）班" })).toHaveLength(1);
});

test("another school's project is not found, and other roles are refused", async () => {
  expect(await list(admin, foreignProject)).toMatchObject({ status: 404, code: "not-found" });
  expect(await list(await signIn("operator"), projectId)).toMatchObject({ status: 403 });
});

test("a student who withdrew the consent to pass the photo to the school is not printed", async () => {
  const [student] = completed;
  if (!student) throw new Error("No student has completed");
  const { rows } = await db.$client.query("select account_id from collections where id = $1", [
    student.collectionId,
  ]);
  const withdrawn = await db.$client.query(
    "update consents set withdrawn_at = $2 where account_id = $1 and purpose = 'school'",
    [rows[0]?.account_id, world.deps.clock()],
  );
  expect(withdrawn.rowCount).toBeGreaterThan(0);
  expect((await list(admin, projectId, { limit: "100" })).body.photos).toHaveLength(
    completed.length - 1,
  );
});
