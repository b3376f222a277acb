import { expect, test } from "vitest";
import { accepted } from "../testing/accepted.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";

const { db, world, workOff, addStudent, upload, read } = await openPhotoBench();

test("a limit that operators confirmed judges the photos made from then on, and earlier reports stay as they are", async () => {
  const by = await addStudent();
  const first = accepted(await upload(by)).attemptId;
  await workOff();
  const grayOf = async (attemptId: string) => (await read(by, attemptId)).findings.find(({ id }) => id === "grayscale");
  const before = await grayOf(first);
  expect(before).toMatchObject({ verdict: "pass", limit: { fail: { min: 4 }, warn: { min: 8 } } });
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
  expect(after?.message.zh).toContain("不低于 1000");
  expect(await grayOf(first)).toEqual(before);
});
