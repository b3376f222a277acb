import { randomUUID } from "node:crypto";
import {
  type OwnPhotoSpec,
  type OwnPhotoSpecId,
  photoSpecOf,
  storedOwnSpec,
} from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditOutbox, collections } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { openProjectWorld, terms } from "./testing/project-world.ts";

const { create, change, handlers, admin, operator, world, db, specFiles } =
  await openProjectWorld();
const params = (projectId: string) => ({ params: { projectId } });

const specId: OwnPhotoSpecId = `chsi-blue.${randomUUID()}`;
const { widestFile: _, ...blue } = photoSpecOf("chsi-blue");
const own = {
  ...blue,
  name: { zh: "自定义规格", en: "A spec of our own" },
  file: { ...blue.file, minBytes: 30 * 1024, maxBytes: 60 * 1024 },
};
const file = { fileMinBytes: 30 * 1024, fileMaxBytes: 60 * 1024 };
const notOffered = { refused: "photo-spec-not-offered" };

/** Puts a file with the spec into the folder, in place of the previous one. */
const putFile = (id: OwnPhotoSpecId, spec: OwnPhotoSpec): void => {
  specFiles.specs = [
    ...specFiles.specs.filter((one) => one.spec.id !== id),
    storedOwnSpec(id, spec),
  ];
};

test("a project accepts a spec of a file within its file window, and retains it after retirement", async () => {
  const { projectId, graduationYear } = await create();
  const ownRow = { ...terms, ...file, graduationYear, specId };
  expect(await change(projectId, ownRow)).toMatchObject(notOffered);
  putFile(specId, own);
  expect(await change(projectId, { ...ownRow, fileMaxBytes: 61 * 1024 })).toMatchObject({
    refused: "file-window-outside-spec",
  });
  expect(accepted(await change(projectId, ownRow))).toMatchObject({ specId });
  putFile(specId, { ...own, retired: true });
  expect(accepted(await change(projectId, { ...ownRow, feeFen: 3100 }))).toMatchObject({
    specId,
    feeFen: 3100,
  });
  const other = await create();
  expect(
    await change(other.projectId, { ...ownRow, graduationYear: other.graduationYear }),
  ).toMatchObject(notOffered);
  expect(await handlers.copyProject(params(projectId), admin)).toMatchObject(notOffered);
  const body = { ...ownRow, schoolCode: "10559", graduationYear: 2990 };
  expect(await handlers.createProject({ body }, admin)).toMatchObject(notOffered);
});

test("only an operator can change the spec of a started project; its students retain their own copy", async () => {
  const { projectId, graduationYear } = await create();
  accepted(await handlers.confirmProject(params(projectId), admin));
  const { collectionId } = await world.addPaid(projectId);
  const copyOf = async () =>
    (await db.select().from(collections).where(eq(collections.id, collectionId)))[0]?.spec;
  const previous = await copyOf();
  const ownRow = { ...terms, graduationYear };
  const moved = { ...ownRow, specId: "chsi-white" as const, fileMinBytes: 30 * 1024 };
  const fixed = { refused: "project-terms-fixed" };
  expect(await change(projectId, moved)).toMatchObject(fixed);
  const asOperator = (changed: typeof terms) => change(projectId, changed, operator);
  expect(await asOperator({ ...ownRow, fileMinBytes: 30 * 1024 })).toMatchObject(fixed);
  expect(await asOperator({ ...moved, feeFen: 1 })).toMatchObject(fixed);
  const freshman = { fileMinBytes: 50 * 1024, fileMaxBytes: 100 * 1024, albumAllowed: false };
  expect(await asOperator({ ...ownRow, ...freshman, specId: "chsi-freshman" })).toMatchObject(
    fixed,
  );
  expect(accepted(await asOperator(moved))).toMatchObject({
    specId: "chsi-white",
    fileMinBytes: 30 * 1024,
  });
  expect(await copyOf()).toEqual(previous);
  const entries = await db
    .select()
    .from(auditOutbox)
    .where(
      and(
        eq(auditOutbox.subject, `project:${projectId}`),
        eq(auditOutbox.action, "project-changed"),
      ),
    );
  expect(entries).toMatchObject([
    { details: { was: { specId: "chsi-blue", fileMinBytes: 20 * 1024 } } },
  ]);
});

test("a spec derived from the one for new students also accepts only camera photos", async () => {
  const freshman: OwnPhotoSpecId = `chsi-freshman.${randomUUID()}`;
  putFile(freshman, photoSpecOf("chsi-freshman"));
  const { projectId, graduationYear } = await create();
  const ownRow = {
    ...terms,
    graduationYear,
    specId: freshman,
    fileMinBytes: 50 * 1024,
    fileMaxBytes: 100 * 1024,
  };
  expect(await change(projectId, ownRow)).toMatchObject({ refused: "album-not-for-kind" });
  expect(accepted(await change(projectId, { ...ownRow, albumAllowed: false }))).toMatchObject({
    specId: freshman,
  });
});
