import type { PhotoSpec } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { collectionHandlers } from "../collections/routes.ts";
import { accepted } from "../testing/accepted.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";

const { db, world, working, workOff, addStudent, upload, read } = await openPhotoBench();

test("a limit that operators confirmed judges the photos made from then on, and earlier reports stay as they are", async () => {
  const by = await addStudent();
  const first = accepted(await upload(by)).attemptId;
  await workOff();
  const grayOf = async (attemptId: string) => (await read(by, attemptId)).findings.find(({ id }) => id === "grayscale");
  const previous = await grayOf(first);
  expect(previous).toMatchObject({ verdict: "pass", limit: { fail: { min: 4 }, warn: { min: 8 } } });
  await confirmSetting(
    db,
    world.deps,
    "check-limits",
    { fail: { min: 4 }, warn: { min: 1000 } },
    "chsi-blue:grayscale",
  );
  await confirmSetting(db, world.deps, "check-limits", { warn: { min: 2000 } }, "chsi-white:grayscale");
  const second = accepted(await upload(by)).attemptId;
  await workOff();
  const after = await grayOf(second);
  expect(after).toMatchObject({ verdict: "warn", limit: { fail: { min: 4 }, warn: { min: 1000 } } });
  expect(after?.message.zh).toContain("下限 1000");
  expect(await grayOf(first)).toEqual(previous);
});

test("the spec that a student reads is the very one that the photo is made and checked by", async () => {
  const by = await addStudent();
  await confirmSetting(db, world.deps, "check-limits", { warn: { min: 10 } }, "chsi-blue:grayscale");
  accepted(await upload(by));
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
  const { spec } = accepted(await readPhotoSpec({ params: { collectionId: by.collectionId } }, by.call));
  expect(input).toEqual([spec]);
  expect(spec.limits).toMatchObject({ grayscale: { warn: { min: 10 } } });
});
