import { expect, test } from "vitest";
import { accepted } from "../testing/accepted.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";

const { db, world, workOff, addStudent, upload, read } = await openPhotoBench();

test("a limit that operators confirmed judges the photos made from then on, and earlier reports stay as they are", async () => {
  const by = await addStudent();
  const first = accepted(await upload(by)).attemptId;
  await workOff();
  const blurOf = async (attemptId: string) => (await read(by, attemptId)).findings.find(({ id }) => id === "blur");
  const before = await blurOf(first);
  expect(before).toMatchObject({ verdict: "pass", limit: { fail: { min: 9 }, warn: { min: 11 } } });
  await confirmSetting(db, world.deps, "check-limits", { fail: { min: 9 }, warn: { min: 1000 } }, "chsi-blue:blur");
  await confirmSetting(db, world.deps, "check-limits", { warn: { min: 2000 } }, "chsi-white:blur");
  const second = accepted(await upload(by)).attemptId;
  await workOff();
  const after = await blurOf(second);
  expect(after).toMatchObject({ verdict: "warn", limit: { fail: { min: 9 }, warn: { min: 1000 } } });
  expect(after?.message.zh).toContain("不低于 1000");
  expect(await blurOf(first)).toEqual(before);
});
