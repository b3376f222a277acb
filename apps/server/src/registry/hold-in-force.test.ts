import { expect, test } from "vitest";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { minute, openRegistryWorld } from "./testing/registry-world.ts";

const { db, world, addApproved, queueUploads, stateOf } = await openRegistryWorld();

test("a shortened hold applies only to later approvals; earlier ones wait for their original time", async () => {
  const previous = await addApproved();
  world.passTime(1000);
  await confirmSetting(db, world.deps, "decision-hold", 1);
  world.passTime(minute);
  const after = await addApproved();
  world.passTime(minute + 1000);
  expect(await queueUploads()).toBe(1);
  expect(await stateOf(after.collectionId)).toBe("uploading");
  expect(await stateOf(previous.collectionId)).toBe("approved");
  world.passTime(3 * minute);
  expect(await queueUploads()).toBe(1);
  expect(await stateOf(previous.collectionId)).toBe("uploading");
});
