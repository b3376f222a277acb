import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import type { Verdicts } from "../collections/testing/attempt-world.ts";
import { accepted } from "../testing/calls.ts";
import { openRegistryWorld } from "./testing/registry-world.ts";

const {
  pool,
  sandbox,
  world,
  handlers,
  operator,
  queueUploads,
  sendBatches,
  queryBatches,
  addUploadable,
} = await openRegistryWorld();

test("an operator lists all batches page by page, and sees the result of each photo", async () => {
  for (let count = 0; count < 3; count++) {
    await addUploadable();
    await queueUploads();
    world.passTime(1000);
  }
  await sendBatches();
  await queryBatches();
  const first = accepted(await handlers.listRegistryBatches({ query: { limit: 2 } }, operator));
  expect(() => routeDefinitions.listRegistryBatches.answers.parse(first)).not.toThrow();
  expect(first.batches).toHaveLength(2);
  const rest = accepted(
    await handlers.listRegistryBatches(
      { query: { limit: 2, after: first.next ?? undefined } },
      operator,
    ),
  );
  expect(rest).toMatchObject({
    batches: [{ state: "settled", counts: { open: 0, accepted: 1, refused: 0 } }],
    next: null,
  });
  const batchId = rest.batches[0]?.batchId ?? "";
  const read = accepted(await handlers.readRegistryBatch({ params: { batchId } }, operator));
  expect(read.items).toMatchObject([{ state: "accepted", reason: null }]);
  expect(() => routeDefinitions.readRegistryBatch.answers.parse(read)).not.toThrow();
  const unknown = await handlers.readRegistryBatch({ params: { batchId: randomUUID() } }, operator);
  expect(unknown).toMatchObject({ refused: "not-found" });
});

const matches = async (query: object = {}) => {
  const route = routeDefinitions.readRegistryFindings;
  return route.answers.parse(
    accepted(
      await handlers.readRegistryFindings(
        { query: route.query.parse({ fromDay: "2020-01-01", untilDay: "2099-12-31", ...query }) },
        operator,
      ),
    ),
  );
};
const refusals = async (query: object = {}) => {
  const route = routeDefinitions.listRegistryRefusals;
  const input = { query: route.query.parse({ limit: 50, ...query }) };
  return route.answers.parse(accepted(await handlers.listRegistryRefusals(input, operator)));
};
async function answered(verdicts: Verdicts, refusedFor: string | null): Promise<string> {
  const { attemptId } = await addUploadable(verdicts);
  if (refusedFor !== null)
    await sandbox.control("POST", "/registry/refusals", { reason: refusedFor });
  await queueUploads();
  await sendBatches();
  expect(await queryBatches()).toBe(1);
  return attemptId;
}

test("compares refusals with our findings: passed, noted or unjudged per check, relative to accepted photos", async () => {
  await answered({ "background-busy": "pass", blur: "pass" }, null);
  await answered({ "background-busy": "pass", blur: "pass" }, null);
  const passed = {
    "background-busy": { verdict: "pass" as const, value: 4 },
    "background-shadow": "warn" as const,
  };
  const falsePass = await answered({ ...passed, blur: "pass" }, "background");
  await answered({ "background-busy": "unsure", "background-shadow": "pass" }, "background");
  await answered({ "background-busy": "pass" }, "retouched");
  const all = await matches();
  expect(all).toMatchObject({ acceptedPhotos: 2, refusedPhotos: 3 });
  expect(
    all.reasons.map(({ reason, refused, unwatched }) => [reason.code, refused, unwatched]),
  ).toEqual([
    ["registry-background", 2, false],
    ["registry-retouched", 1, true],
  ]);
  expect(all.checks.map(({ check, ...figures }) => [check, figures])).toEqual([
    [
      "background-busy",
      expect.objectContaining({ passed: 1, noted: 0, unjudged: 1, perAccepted: 0.5 }),
    ],
    [
      "background-shadow",
      expect.objectContaining({ passed: 1, noted: 1, unjudged: 0, perAccepted: 0.5 }),
    ],
  ]);
  const { refusals: listed } = await refusals();
  expect(listed).toHaveLength(3);
  expect(listed.find(({ attemptId }) => attemptId === falsePass)).toMatchObject({
    reason: { code: "registry-background" },
    findings: [
      { check: "background-busy", verdict: "pass", value: 4, unit: "score" },
      { check: "background-shadow", verdict: "warn" },
    ],
  });
  expect((await refusals({ check: "background-shadow" })).refusals).toHaveLength(2);
  expect((await refusals({ check: "blur" })).refusals).toEqual([]);
});

test("counts only refusals in the requested days; without accepted photos there is no ratio", async () => {
  await answered({ "background-busy": "pass" }, "background");
  const nothing = { acceptedPhotos: 0, refusedPhotos: 0, reasons: [], checks: [] };
  expect(await matches({ untilDay: "2020-01-01" })).toEqual(nothing);
  expect((await refusals({ untilDay: "2020-01-01" })).refusals).toEqual([]);
  const { checks } = await matches();
  expect(checks).toMatchObject([{ check: "background-busy", passed: 1, perAccepted: null }]);
});

test("still counts a refused photo after its report was deleted", async () => {
  const attemptId = await answered({ "background-busy": "pass" }, "background");
  await pool.query("update attempts set report = null, pictures_deleted_at = now() where id = $1", [
    attemptId,
  ]);
  expect((await matches()).checks).toMatchObject([
    { check: "background-busy", passed: 0, forgotten: 1 },
  ]);
  expect((await refusals()).refusals).toMatchObject([{ attemptId, findings: [] }]);
});

test("lists refusals page by page, each once, latest first", async () => {
  for (let count = 0; count < 5; count++)
    await answered({ "background-busy": "pass" }, "background");
  const first = await refusals({ limit: 3 });
  const second = await refusals({ limit: 3, after: first.next });
  expect([first.refusals.length, second.refusals.length, second.next]).toEqual([3, 2, null]);
  const ids = [...first.refusals, ...second.refusals].map(({ itemId }) => itemId);
  expect(new Set(ids).size).toBe(5);
});
