import { randomUUID } from "node:crypto";
import { type CheckLimits, judge, photoSpecOf } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { reportOf } from "../collections/testing/attempt-world.ts";
import { attemptFindings, attempts } from "../infra/db/schema/index.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { blurOf, openLimitsWorld, present, request } from "./testing/limits-world.ts";

const { db, world, projectId, addPhoto, tryLimits, listChanges } = await openLimitsWorld();

const changedPhotos = ({ changes }: Pick<Awaited<ReturnType<typeof tryLimits>>, "changes">) =>
  Object.fromEntries(
    changes.flatMap(({ change, photos }) => (photos === 0 ? [] : [[change, photos]])),
  );

test("the measurements of a report are stored with it, replaced by a new report and deleted with it", async () => {
  const attemptId = await addPhoto({
    ...blurOf(14),
    dark: "fail",
    mask: { verdict: "unsure", value: null },
  });
  const stored = () =>
    db.select().from(attemptFindings).where(eq(attemptFindings.attemptId, attemptId));
  expect(
    (await stored()).sort((one, other) => one.checkId.localeCompare(other.checkId)),
  ).toMatchObject([
    {
      checkId: "blur",
      specId: "chsi-blue",
      value: 14,
      verdict: "pass",
      canOnlyWarn: false,
      otherFails: 1,
    },
    { checkId: "dark", verdict: "fail", otherFails: 0 },
    { checkId: "mask", verdict: "unsure", value: null, otherFails: 1 },
  ]);
  await db.update(attempts).set({ report: reportOf(blurOf(8)) });
  expect(await stored()).toMatchObject([
    { checkId: "blur", value: 8, verdict: "fail", otherFails: 0 },
  ]);
  await db.update(attempts).set({ report: null, picturesDeletedAt: world.deps.clock() });
  expect(await stored()).toEqual([]);
});

test("a trial counts the photos that stricter or laxer limits would refuse, warn about or pass; nothing is saved", async () => {
  for (const value of [8, 10, 10.8, 13, 14, 20]) await addPhoto(blurOf(value));
  const previous = await db.select().from(attempts);
  const strict = await tryLimits({ fail: { min: 10.5 }, warn: { min: 13.5 } });
  expect(strict).toMatchObject({
    present,
    photos: 6,
    unjudged: 0,
    complete: true,
    before: { fail: 1, warn: 2, pass: 3 },
    after: { fail: 2, warn: 2, pass: 2 },
  });
  expect(changedPhotos(strict)).toEqual({ "newly-refused": 1, "newly-noted": 1 });
  const lax = await tryLimits({ fail: { min: 7 }, warn: { min: 10.5 } });
  expect(changedPhotos(lax)).toEqual({ "newly-let-through": 1, "no-longer-noted": 1 });
  expect(changedPhotos(await tryLimits(present))).toEqual({});
  expect(changedPhotos(await tryLimits({}))).toEqual({
    "newly-let-through": 1,
    "no-longer-noted": 2,
  });
  expect(await db.select().from(attempts)).toEqual(previous);
});

test("a photo that another check refuses stays refused under any limit of this check", async () => {
  await addPhoto({ ...blurOf(8), dark: "fail" });
  await addPhoto({ ...blurOf(14), dark: "fail" });
  expect(changedPhotos(await tryLimits({ fail: { min: 5 } }))).toEqual({ "refused-anyway": 1 });
  expect(changedPhotos(await tryLimits({ fail: { min: 15 } }))).toEqual({ "refused-anyway": 1 });
});

test("passing a gate check under a laxer limit means the photo must be checked again", async () => {
  const unsure = { verdict: "unsure", value: null } as const;
  await addPhoto({ "face-count": { verdict: "fail", value: 0.6 }, blur: unsure });
  await addPhoto({ "face-count": { verdict: "fail", value: 0.6 }, dark: "fail" });
  await addPhoto({ "face-count": { verdict: "warn", value: 0.3 } });
  await addPhoto({ "too-many-pixels": { verdict: "fail", value: 60 } });
  const changes = async (check: string, limits: CheckLimits) =>
    changedPhotos(await tryLimits(limits, { check }));
  expect(await changes("face-count", { warn: { max: 0.4 }, fail: { max: 0.8 } })).toEqual({
    "checked-again": 1,
    "refused-anyway": 1,
    "no-longer-noted": 1,
  });
  expect(await changes("too-many-pixels", { fail: { max: 70 } })).toEqual({ "checked-again": 1 });
});

test("failing a gate check under a stricter limit refuses the photo", async () => {
  await addPhoto({ "face-count": { verdict: "warn", value: 0.3 } });
  await addPhoto({ "face-count": { verdict: "warn", value: 0.3 }, blur: "fail" });
  const changes = async (check: string, limits: CheckLimits) =>
    changedPhotos(await tryLimits(limits, { check }));
  expect(await changes("face-count", { fail: { max: 0.2 } })).toEqual({
    "newly-refused": 1,
    "refused-anyway": 1,
  });
});

test("a measurement that is too uncertain to refuse a photo is never newly refused", async () => {
  await addPhoto({ blur: { verdict: "pass", value: 14, limit: present, atMost: "warn" } });
  await addPhoto({ blur: { verdict: "warn", value: 8, limit: present, atMost: "warn" } });
  const { after, changes } = await tryLimits({ fail: { min: 15 } });
  expect(after).toEqual({ pass: 0, warn: 2, fail: 0 });
  expect(changedPhotos({ changes })).toEqual({ "newly-noted": 1 });
});

test("photos that the check could not judge are counted separately and do not change", async () => {
  await addPhoto({ blur: { verdict: "unsure", value: null } });
  const tried = await tryLimits({ fail: { min: 100 } });
  expect(tried).toMatchObject({ photos: 0, unjudged: 1 });
  expect(changedPhotos(tried)).toEqual({});
});

test("the database judges like the engine at the limits, near them and with open ends", async () => {
  const values = [-1, 0, 8.9999, 9, 9.0001, 12, 12.0001, 300];
  for (const value of values) {
    await addPhoto(blurOf(value));
    await addPhoto({
      blur: { verdict: judge(value, present, "warn"), value, limit: present, atMost: "warn" },
    });
  }
  const windows = [undefined, { min: 9 }, { max: 12 }, { min: 0, max: 9.0001 }];
  for (const fail of windows) {
    for (const warn of windows) {
      const limits: CheckLimits = { ...(fail && { fail }), ...(warn && { warn }) };
      const expected = { pass: 0, warn: 0, fail: 0 };
      for (const value of values) {
        expected[judge(value, limits)] += 1;
        expected[judge(value, limits, "warn")] += 1;
      }
      expect((await tryLimits(limits)).after, JSON.stringify(limits)).toEqual(expected);
    }
  }
});

test("a trial covers only photos of the requested days, project, spec and check", async () => {
  await addPhoto(blurOf(13));
  await addPhoto({ dark: { verdict: "pass", value: 13 } });
  const attemptId = await addPhoto(blurOf(13));
  await db
    .update(attempts)
    .set({ report: { ...reportOf(blurOf(13)), spec: "chsi-white" } })
    .where(eq(attempts.id, attemptId));
  const photosOf = async (fields: object) =>
    (await tryLimits({ fail: { min: 14 } }, fields)).photos;
  const day = new Date(world.deps.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  expect(await photosOf({})).toBe(1);
  expect(await photosOf({ specId: "chsi-white" })).toBe(1);
  expect(await photosOf({ specId: "id-card" })).toBe(0);
  expect(await photosOf({ projectId })).toBe(1);
  expect(await photosOf({ projectId: randomUUID() })).toBe(0);
  expect(await photosOf({ fromDay: day, untilDay: day })).toBe(1);
  expect(await photosOf({ untilDay: "2020-01-01" })).toBe(0);
  expect((await tryLimits({}, { specId: "id-card" })).histogram).toEqual([]);
});

test("photos of a spec derived from the requested one count with it only where both have the same limits", async () => {
  const own = `chsi-grey.${randomUUID()}`;
  await confirmSetting(db, world.deps, "photo-spec", photoSpecOf("chsi-grey"), own);
  const findings = { ...blurOf(13), "uneven-light": { verdict: "pass", value: 2 } } as const;
  for (const spec of [own, "chsi-grey"]) {
    const attemptId = await addPhoto(findings);
    await db
      .update(attempts)
      .set({ report: { ...reportOf(findings), spec } })
      .where(eq(attempts.id, attemptId));
  }
  const strict = { fail: { max: 1 } };
  const light = { check: "uneven-light", specId: "chsi-grey" };
  expect((await tryLimits(strict, light)).photos).toBe(2);
  expect((await listChanges(strict, light)).photos).toHaveLength(2);
  expect((await tryLimits(strict, { check: "uneven-light" })).photos).toBe(0);
  expect((await tryLimits({ fail: { min: 14 } }, { specId: "chsi-grey" })).photos).toBe(1);
});

test("an invalid number, and an unknown check or spec, are refused", () => {
  const { query } = routeDefinitions.tryLimits;
  for (const end of ["", "NaN", "Infinity", "1e3", "0x10", "1.2345678", "9".repeat(20), "1;2"]) {
    expect(query.safeParse({ ...request, failMin: end }).success, end).toBe(false);
  }
  expect(query.safeParse({ ...request, check: "beauty" }).success).toBe(false);
  expect(query.safeParse({ ...request, specId: "passport" }).success).toBe(false);
});
