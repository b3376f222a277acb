import type { PhotoSpec } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { collectionHandlers } from "../collections/routes.ts";
import { accepted } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";

const { db, world, working, workOff, addStudent, upload, read } = await openPhotoBench();

test("confirmed check limits apply to later photos only, and earlier reports stay unchanged", async () => {
  const uploader = await addStudent();
  const first = accepted(await upload(uploader)).attemptId;
  await workOff();
  const grayOf = async (attemptId: string) =>
    (await read(uploader, attemptId)).findings.find(({ id }) => id === "grayscale");
  const previous = await grayOf(first);
  expect(previous).toMatchObject({
    verdict: "pass",
    limit: { fail: { min: 4 }, warn: { min: 8 } },
  });
  await confirmSetting(
    db,
    world.deps,
    "check-limits",
    { fail: { min: 4 }, warn: { min: 1000 } },
    "chsi-blue:grayscale",
  );
  await confirmSetting(
    db,
    world.deps,
    "check-limits",
    { warn: { min: 2000 } },
    "chsi-white:grayscale",
  );
  const second = accepted(await upload(uploader)).attemptId;
  await workOff();
  const after = await grayOf(second);
  expect(after).toMatchObject({
    verdict: "warn",
    limit: { fail: { min: 4 }, warn: { min: 1000 } },
  });
  expect(after?.message.zh).toContain("下限 1000");
  expect(await grayOf(first)).toEqual(previous);
});

test("the photo spec that a student reads is the one used to process and check the photo", async () => {
  const uploader = await addStudent();
  await confirmSetting(
    db,
    world.deps,
    "check-limits",
    { warn: { min: 10 } },
    "chsi-blue:grayscale",
  );
  accepted(await upload(uploader));
  const input: PhotoSpec[] = [];
  const noting: typeof working = {
    ...working,
    standardize: (bytes, spec, call) => {
      input.push(spec);
      return working.standardize(bytes, spec, call);
    },
  };
  await workOff(noting);
  const { readPhotoSpec } = collectionHandlers(world.deps);
  const { spec } = accepted(
    await readPhotoSpec({ params: { collectionId: uploader.collectionId } }, uploader.call),
  );
  expect(input).toEqual([spec]);
  expect(spec.limits).toMatchObject({ grayscale: { warn: { min: 10 } } });
});
