import { randomUUID } from "node:crypto";
import { draftOf, ownPhotoSpecId, photoSpecOf } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { accepted } from "../testing/accepted.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openProjectWorld, terms } from "./testing/project-world.ts";

const { create, change, handlers, admin, world, db } = await openProjectWorld();
const params = (projectId: string) => ({ params: { projectId } });

const specId = ownPhotoSpecId("chsi-blue", randomUUID());
const { widestFile: _, ...blue } = draftOf(photoSpecOf("chsi-blue"));
const own = {
  ...blue,
  name: { zh: "自定规格", en: "A spec of our own" },
  file: { ...blue.file, minBytes: 30 * 1024, maxBytes: 60 * 1024 },
};
const file = { fileMinBytes: 30 * 1024, fileMaxBytes: 60 * 1024 };
const notOffered = { refused: "photo-spec-not-offered" };

test("a project takes a spec that two operators have confirmed, within its file window; retired, those that have it keep it", async () => {
  const { projectId, graduationYear } = await create();
  const mine = { ...terms, ...file, graduationYear, specId };
  expect(await change(projectId, mine)).toMatchObject(notOffered);
  await confirmSetting(db, world.deps, "photo-spec", own, specId);
  expect(await change(projectId, { ...mine, fileMaxBytes: 61 * 1024 })).toMatchObject({
    refused: "file-window-outside-spec",
  });
  expect(accepted(await change(projectId, mine))).toMatchObject({ specId });
  await confirmSetting(db, world.deps, "photo-spec", { ...own, retired: true }, specId);
  expect(accepted(await change(projectId, { ...mine, feeFen: 3100 }))).toMatchObject({ specId, feeFen: 3100 });
  const other = await create();
  expect(await change(other.projectId, { ...mine, graduationYear: other.graduationYear })).toMatchObject(notOffered);
  expect(await handlers.copyProject(params(projectId), admin)).toMatchObject(notOffered);
  const body = { ...mine, schoolCode: "10559", graduationYear: 2990 };
  expect(await handlers.createProject({ body }, admin)).toMatchObject(notOffered);
});

test("a spec drafted from that of new students keeps their rule: photos from a camera alone", async () => {
  const freshman = ownPhotoSpecId("chsi-freshman", randomUUID());
  const draft = { ...draftOf(photoSpecOf("chsi-freshman")), name: { zh: "新生自定", en: "New students, own" } };
  await confirmSetting(db, world.deps, "photo-spec", draft, freshman);
  const { projectId, graduationYear } = await create();
  const mine = { ...terms, graduationYear, specId: freshman, fileMinBytes: 50 * 1024, fileMaxBytes: 100 * 1024 };
  expect(await change(projectId, mine)).toMatchObject({ refused: "album-not-for-kind" });
  expect(accepted(await change(projectId, { ...mine, albumAllowed: false }))).toMatchObject({
    specId: freshman,
  });
});
