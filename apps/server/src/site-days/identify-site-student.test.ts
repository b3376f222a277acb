import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { isRefusal } from "../core/call.ts";
import { guess, guessesLeft } from "../core/last-four/guess-limits.ts";
import { budgets } from "../core/limits.ts";
import { inTransaction } from "../infra/db/database.ts";
import { auditEntries, collections, consents, helperLinks } from "../infra/db/schema/index.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";
import { accepted, visitorCall } from "../testing/calls.ts";
import { openSiteWorld } from "./testing/site-world.ts";

const {
  db,
  world,
  fake,
  rateLimits,
  handlers,
  helpers,
  findCaller,
  openDay,
  issue,
  addStarted,
  addPaid,
  identify,
  admin,
  linkIn,
} = await openSiteWorld();
const hourMs = 3_600_000;
const check = (token: string, text: string) =>
  handlers.checkSiteCode({ body: { token, text } }, visitorCall);

test("a paid student with consents is identified by masked name, with a helper session for that collection only", async () => {
  const day = await openDay();
  const { text, collectionId, accountId } = await addPaid(day);
  expect(await check(day.shooting, text)).toEqual({ attemptsLeft: 5 });
  const { token, expiresAt, nameMasked } = accepted(await identify(day.shooting, text));
  expect(nameMasked).toBe("测**");
  // The day ends at midnight in Beijing; uploads that waited for a network connection are accepted until noon.
  expect(expiresAt).toBe("2027-03-02T04:00:00.000Z");
  const caller = await findCaller(token, true);
  if (caller === "ended") throw new Error("The session ended at once");
  expect(caller).toMatchObject({ role: "helper", accountId });
  const status = accepted(await helpers.helperStatus({}, { ...visitorCall, caller }));
  expect(status).toMatchObject({ state: "waiting", mayUpload: true, expiresAt });
  const links = await db
    .select()
    .from(helperLinks)
    .where(eq(helperLinks.collectionId, collectionId));
  expect(links).toMatchObject([{ siteDayId: day.siteDayId }]);
  const entries = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `collection:${collectionId}`));
  expect(entries.at(-1)).toMatchObject({
    actor: "helper",
    action: "identified-on-site",
    details: { siteDay: day.siteDayId },
  });
});

test("identifying a student again ends neither earlier sessions nor the student's own helper link", async () => {
  const day = await openDay();
  const { text, collectionId, accountId } = await addPaid(day);
  const sessions = [
    accepted(await identify(day.shooting, text)),
    accepted(await identify(day.shooting, text)),
  ];
  const student = {
    ...visitorCall,
    caller: { ...visitorCall.caller, role: "student" as const, accountId },
  };
  const link = accepted(await helpers.issueHelperLink({ params: { collectionId } }, student));
  accepted(await identify(day.shooting, text));
  for (const { token } of sessions)
    expect(await findCaller(token, true)).toMatchObject({ role: "helper" });
  accepted(await helpers.claimHelperLink({ body: { token: link.token } }, visitorCall));
});

test("a session ends at noon after its day", async () => {
  const day = await openDay();
  const { token } = accepted(await identify(day.shooting, (await addPaid(day)).text));
  world.passTime(25 * hourMs);
  expect(await findCaller(token, true)).toMatchObject({ role: "helper" });
  world.passTime(hourMs);
  expect(await findCaller(token, true)).toBe("ended");
  world.passTime(-26 * hourMs);
});

test("a student who has not started, paid or consented is refused with the next step", async () => {
  const day = await openDay();
  const none = issue(day.graduationYear);
  expect(await identify(day.shooting, none.text)).toMatchObject({ refused: "site-not-started" });
  const started = await addStarted(day);
  expect(await identify(day.shooting, started.text)).toMatchObject({ refused: "site-not-paid" });
  const paid = await addPaid(day);
  await db.delete(consents).where(eq(consents.accountId, paid.accountId));
  expect(await identify(day.shooting, paid.text)).toMatchObject({
    refused: "site-consent-missing",
  });
  expect(await db.$count(helperLinks, eq(helperLinks.siteDayId, day.siteDayId))).toBe(0);
});

test("a student who has submitted, completed or cancelled is refused with the reason", async () => {
  const day = await openDay();
  const { text, collectionId } = await addPaid(day);
  const inState = async (state: typeof collections.$inferSelect.state) => {
    await db.update(collections).set({ state }).where(eq(collections.id, collectionId));
    return identify(day.shooting, text);
  };
  for (const state of ["in_review", "approved", "uploading", "refunding"] as const) {
    expect(await inState(state), state).toMatchObject({ refused: "site-nothing-to-shoot" });
  }
  expect(await inState("in_review")).toMatchObject({ details: { state: { zh: "审核中" } } });
  for (const state of ["closed", "refunded"] as const)
    expect(await inState(state), state).toMatchObject({ refused: "site-not-started" });
  for (const state of ["ready", "rejected", "returned"] as const)
    expect(isRefusal(await inState(state)), state).toBe(false);
});

test("a code of another school, category or year is refused, and so is an unreadable or forged code", async () => {
  const day = await openDay();
  const year = day.graduationYear;
  for (const { text } of [
    issue(year, { schoolCode: "10558" }),
    issue(year, { category: "graduate" }),
    issue(year + 1),
  ]) {
    expect(await check(day.shooting, text)).toMatchObject({ refused: "site-wrong-project" });
    expect(await identify(day.shooting, text)).toMatchObject({ refused: "site-wrong-project" });
  }
  expect(await check(day.shooting, "no code")).toMatchObject({ refused: "code-not-collection" });
  fake.codes.set("forged", { fault: "forged" });
  expect(await check(day.shooting, "forged")).toMatchObject({ refused: "code-forged" });
  fake.codes.set("away", { fault: "unreachable" });
  expect(await identify(day.shooting, "away")).toMatchObject({
    refused: "code-issuer-unavailable",
  });
});

const atNetwork = (address: string) => ({ ...visitorCall, address });

test("wrong last four characters are limited per camera code and network; a new camera code starts at zero", async () => {
  const day = await openDay();
  const { text } = await addPaid(day);
  const guess = (n: number, address: string) =>
    identify(day.shooting, text, `${1000 + n}`, atNetwork(address));
  const wrong = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(n, "192.0.2.1")));
  const refusals = wrong.map((answer) => (isRefusal(answer) ? answer.refused : "identified"));
  expect(refusals.filter((refused) => refused === "last-four-wrong")).toHaveLength(4);
  expect(refusals.filter((refused) => refused === "last-four-locked")).toHaveLength(8);
  // A stranger with the camera code in another network cannot lock out people here.
  accepted(await identify(day.shooting, text, "002X", atNetwork("198.51.100.7")));
  for (let n = 0; n < 5; n++) await guess(n, "192.0.2.2");
  expect(await identify(day.shooting, text, "002X", atNetwork("198.51.100.7"))).toMatchObject({
    refused: "last-four-locked",
  });
  const renewed = accepted(
    await handlers.renewShootingLink({ params: { siteDayId: day.siteDayId } }, admin),
  );
  expect(await check(linkIn(renewed.shootingUrl), text)).toEqual({ attemptsLeft: 5 });
});

test("remote guesses do not block identification on site, and guesses on site do not block remote ones", async () => {
  const day = await openDay();
  const { text, studentNumber: codeId } = await addPaid(day);
  const target = world.deps.searchHash("collection-code", codeId);
  for (let n = 0; n < 10; n++) {
    const guesser = { target, by: `account ${n % 2}` };
    await inTransaction(db, (tx) => guess(tx, rateLimits, guesser, () => false));
  }
  expect(await guessesLeft(rateLimits, { target, by: "account 2" })).toMatchObject({
    refused: "last-four-locked",
  });
  accepted(await identify(day.shooting, text));
  const other = issue(day.graduationYear);
  for (let n = 0; n < 10; n++)
    await identify(day.shooting, other.text, `${2000 + n}`, atNetwork(`192.0.2.${n}`));
  expect(await identify(day.shooting, other.text)).toMatchObject({ refused: "last-four-locked" });
  const remote = {
    target: world.deps.searchHash("collection-code", other.codeId),
    by: "account 0",
  };
  expect(await guessesLeft(rateLimits, remote)).toBe(5);
});

test("an invalid camera code does not reach the issuer, and a valid one only a limited number of times a minute", async () => {
  const day = await openDay();
  const previous = fake.calls.decode;
  for (let n = 0; n < 20; n++)
    expect(await check("made-up", "text")).toMatchObject({ refused: "site-link-ended" });
  expect(fake.calls.decode).toBe(previous);
  for (let n = 0; n < budgets.siteCode.hits; n++)
    await rateLimits.spend(budgets.siteCode, sessionTokenSha256(day.shooting));
  expect(await check(day.shooting, "text")).toMatchObject({ refused: "too-many-requests" });
  expect(await check((await openDay()).shooting, "text")).toMatchObject({
    refused: "code-not-collection",
  });
});

test("a student with a newer code than the one they started with is matched by identity", async () => {
  const day = await openDay();
  const { studentNumber, collectionId } = await addPaid(day);
  const newer = issue(day.graduationYear, { student: { studentNumber } });
  accepted(await identify(day.shooting, newer.text));
  expect(await db.$count(helperLinks, eq(helperLinks.collectionId, collectionId))).toBe(1);
});

test("an unavailable issuer uses up no attempt at the last four characters", async () => {
  const day = await openDay();
  const { text } = issue(day.graduationYear, { verifyFault: { fault: "unreachable" } });
  expect(await identify(day.shooting, text)).toMatchObject({ refused: "code-issuer-unavailable" });
  expect(await check(day.shooting, text)).toEqual({ attemptsLeft: 5 });
});
