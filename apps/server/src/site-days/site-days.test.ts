import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { reportOf } from "../collections/testing/attempt-world.ts";
import { attempts, auditEntries, projects, siteDays } from "../infra/db/schema/index.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";
import { accepted, visitorCall } from "../testing/calls.ts";
import { openSiteWorld, today } from "./testing/site-world.ts";

const {
  db,
  world,
  handlers,
  admin,
  other,
  operator,
  linkIn,
  openDay,
  issue,
  enter,
  take,
  addPaid,
  identify,
} = await openSiteWorld();
const hourMs = 3_600_000;
/** Adds an upload from a helper's phone with its result. */
async function addPhoto(
  collectionId: string,
  state: "made" | "refused" | "processing",
): Promise<void> {
  const id = randomUUID();
  const original = { originalKey: `o/${id}`, originalSha256: "0".repeat(64), originalBytes: 1 };
  const now = world.deps.clock();
  const report = reportOf({ blur: state === "made" ? "pass" : "fail" });
  const judged = {
    report: { ...report, verdict: state === "made" ? "pass" : "refused" },
    engineVersion: "test",
    finishedAt: now,
  } as const;
  const photo = { photoKey: `p/${id}`, photoSha256: "0".repeat(64), photoBytes: 1 };
  const number = 1 + (await db.$count(attempts, eq(attempts.collectionId, collectionId)));
  await db.insert(attempts).values({
    ...{ id, collectionId, number, state, source: "camera", byRole: "helper", ...original },
    ...(state === "processing" ? {} : judged),
    ...(state === "made" ? photo : {}),
    ...{ createdAt: now, retainUntil: now },
  });
}
const ofProject = (projectId: string) => ({ params: { projectId } });
const ofDay = (siteDayId: string) => ({ params: { siteDayId } });

test("an opened day's link is returned once and stored only as a hash; the helper's phone displays the day", async () => {
  const { projectId, siteDayId, shooting, queue } = await openDay();
  const [row] = await db.select().from(siteDays).where(eq(siteDays.id, siteDayId));
  expect(row).toMatchObject({ shootingSha256: sessionTokenSha256(shooting), queueToken: queue });
  const listed = accepted(await handlers.listSiteDays(ofProject(projectId), admin));
  expect(listed.siteDays).toMatchObject([
    { siteDayId, day: today, state: "open", identified: 0, waiting: 0 },
  ]);
  expect(JSON.stringify(listed)).not.toContain(shooting);
  expect(listed.siteDays[0]?.queueUrl).toBe(`https://photo.test/pages/queue/index#link=${queue}`);
  expect(await enter(shooting)).toMatchObject({
    schoolName: "暨南大学",
    day: today,
    endsAt: "2027-03-01T16:00:00.000Z",
    nowCalled: null,
    waiting: 0,
  });
  const entries = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `project:${projectId}`));
  expect(entries).toMatchObject([
    { action: "site-day-opened", details: { siteDay: siteDayId, day: today } },
  ]);
});

test("another school's administrator finds neither the project nor the day; an operator finds both", async () => {
  const { projectId, siteDayId } = await openDay();
  for (const answer of [
    await handlers.listSiteDays(ofProject(projectId), other),
    await handlers.openSiteDay({ ...ofProject(projectId), body: { day: "2027-03-02" } }, other),
    await handlers.renewShootingLink(ofDay(siteDayId), other),
    await handlers.endSiteDay(ofDay(siteDayId), other),
  ]) {
    expect(answer).toMatchObject({ refused: "not-found" });
  }
  expect(
    accepted(await handlers.listSiteDays(ofProject(projectId), operator)).siteDays,
  ).toHaveLength(1);
});

test("a date has at most one open day, within the project and not in the past; an ended day can be reopened", async () => {
  const { projectId, siteDayId } = await openDay();
  const open = (day: string) =>
    handlers.openSiteDay({ ...ofProject(projectId), body: { day } }, admin);
  expect(await open(today)).toMatchObject({ refused: "site-day-exists" });
  for (const day of ["2027-02-28", "2028-01-01"])
    expect(await open(day), day).toMatchObject({ refused: "site-day-outside-project" });
  accepted(await handlers.endSiteDay(ofDay(siteDayId), admin));
  expect(accepted(await open(today)).state).toBe("open");
});

test("a renewed link replaces the previous one, and an invented link opens nothing", async () => {
  const { siteDayId, shooting, queue } = await openDay();
  const { shootingUrl } = accepted(await handlers.renewShootingLink(ofDay(siteDayId), admin));
  expect(await enter(shooting)).toMatchObject({ refused: "site-link-ended" });
  expect(accepted(await enter(linkIn(shootingUrl))).siteDayId).toBe(siteDayId);
  // The queue's link is public and cannot open shooting sessions.
  for (const token of ["made-up", queue])
    expect(await enter(token)).toMatchObject({ refused: "site-link-ended" });
});

test("links of a day that has not begun, was ended or is over are refused with its date", async () => {
  const usesOf = async ({
    shooting,
    queue,
    graduationYear,
  }: Awaited<ReturnType<typeof openDay>>) => {
    const { text } = issue(graduationYear);
    return [
      await enter(shooting),
      await handlers.checkSiteCode({ body: { token: shooting, text } }, visitorCall),
      await identify(shooting, text),
      await handlers.callNextTicket(
        { body: { token: shooting, callKey: "key-of-a-call" } },
        visitorCall,
      ),
      await take(queue),
    ];
  };
  for (const answer of await usesOf(await openDay("2027-03-02"))) {
    expect(answer).toEqual({ refused: "site-day-not-begun", details: { day: "2027-03-02" } });
  }
  const ended = await openDay();
  expect(accepted(await handlers.endSiteDay(ofDay(ended.siteDayId), admin)).state).toBe("ended");
  expect(accepted(await handlers.endSiteDay(ofDay(ended.siteDayId), admin)).state).toBe("ended");
  expect(await handlers.renewShootingLink(ofDay(ended.siteDayId), admin)).toMatchObject({
    refused: "site-day-ended",
  });
  const over = await openDay();
  world.passTime(14 * hourMs);
  for (const day of [ended, over]) {
    for (const answer of await usesOf(day)) {
      expect(answer).toEqual({ refused: "site-day-ended", details: { day: today } });
    }
  }
});

test("a day ends when its project closes, and its links are then refused as closed", async () => {
  world.passTime(-14 * hourMs);
  const day = await openDay();
  const closesAt = new Date("2027-03-01T17:00:00+08:00");
  await db.update(projects).set({ closesAt }).where(eq(projects.id, day.projectId));
  const { text, collectionId } = await addPaid(day);
  expect(await enter(day.shooting)).toMatchObject({ endsAt: closesAt.toISOString() });
  expect(accepted(await identify(day.shooting, text)).expiresAt).toBe(closesAt.toISOString());
  world.passTime(7 * hourMs);
  await world.move(collectionId, "expire", "system");
  for (const answer of [
    await enter(day.shooting),
    await handlers.checkSiteCode({ body: { token: day.shooting, text } }, visitorCall),
    await identify(day.shooting, text),
    await handlers.callNextTicket(
      { body: { token: day.shooting, callKey: "key-of-a-call" } },
      visitorCall,
    ),
    await take(day.queue),
    await handlers.renewShootingLink(ofDay(day.siteDayId), admin),
  ]) {
    expect(answer).toEqual({
      refused: "project-closed",
      details: { closesAt: closesAt.toISOString() },
    });
  }
  expect(
    accepted(await handlers.listSiteDays(ofProject(day.projectId), admin)).siteDays,
  ).toMatchObject([{ state: "ended" }]);
  const repeated = { ...ofProject(day.projectId), body: { day: today } };
  expect(await handlers.openSiteDay(repeated, admin)).toMatchObject({
    refused: "site-day-outside-project",
  });
  world.passTime(-7 * hourMs);
});

test("a day counts its identified students, helper photos and queue numbers", async () => {
  const day = await openDay();
  const student = await addPaid(day);
  // The student took this photo earlier, so it does not count for the day.
  await world.addMade(student.collectionId);
  accepted(await identify(day.shooting, student.text));
  accepted(await identify(day.shooting, student.text));
  for (const state of ["made", "refused", "processing"] as const)
    await addPhoto(student.collectionId, state);
  accepted(await take(day.queue));
  accepted(await take(day.queue));
  accepted(
    await handlers.callNextTicket(
      { body: { token: day.shooting, callKey: "key-of-a-call" } },
      visitorCall,
    ),
  );
  const { siteDays: listed } = accepted(
    await handlers.listSiteDays(ofProject(day.projectId), admin),
  );
  expect(listed).toMatchObject([
    { identified: 1, taken: 3, good: 1, unfit: 1, called: 1, waiting: 1 },
  ]);
});

test("each day of a project is counted separately, and the latest fifty are listed", async () => {
  const day = await openDay();
  const student = await addPaid(day);
  accepted(await identify(day.shooting, student.text));
  await addPhoto(student.collectionId, "made");
  accepted(await take(day.queue));
  accepted(await handlers.endSiteDay(ofDay(day.siteDayId), admin));
  world.passTime(1000);
  const next = accepted(
    await handlers.openSiteDay({ ...ofProject(day.projectId), body: { day: today } }, admin),
  );
  const list = async () =>
    accepted(await handlers.listSiteDays(ofProject(day.projectId), admin)).siteDays;
  expect(await list()).toMatchObject([
    { siteDayId: next.siteDayId, identified: 0, taken: 0, called: 0, waiting: 0 },
    { siteDayId: day.siteDayId, identified: 1, taken: 1, good: 1, unfit: 0, called: 0, waiting: 1 },
  ]);
  const [row] = await db.select().from(siteDays).where(eq(siteDays.id, day.siteDayId));
  if (!row) throw new Error("The day is gone");
  const earlier = { ...row, day: "2027-02-28" };
  const copies = Array.from({ length: 50 }, () => {
    const id = randomUUID();
    return { ...earlier, id, shootingSha256: sessionTokenSha256(id), queueToken: id };
  });
  await db.insert(siteDays).values(copies);
  const listed = await list();
  expect(listed).toHaveLength(50);
  expect(listed.slice(0, 2).map(({ siteDayId }) => siteDayId)).toEqual([
    next.siteDayId,
    day.siteDayId,
  ]);
});
