/** Two schools, an in-memory issuer of codes, and functions that create site days and students in them. */
import { randomBytes, randomUUID } from "node:crypto";
import { createSessions } from "../../accounts/sessions.ts";
import { createOnSiteCodes } from "../../codes/on-site-codes.ts";
import { createFakeIssuer, type FakeCode } from "../../codes/testing/fake-issuer.ts";
import { startCollection } from "../../collections/start-collection.ts";
import { openAttemptWorld } from "../../collections/testing/attempt-world.ts";
import { daysFromStart } from "../../collections/testing/student-world.ts";
import { openHelperOnSite } from "../../helpers/open-helper-on-site.ts";
import { helperHandlers } from "../../helpers/routes.ts";
import { createRateLimits } from "../../infra/rate-limit.ts";
import { accepted, staffCall, visitorCall } from "../../testing/calls.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { siteDayHandlers } from "../routes.ts";

/** Day on which the clock starts, at ten in the morning Beijing time. */
export const today = "2027-03-01";
const linkIn = (url: string): string =>
  new URLSearchParams(new URL(url).hash.slice(1)).get("link") ?? "";

export async function openSiteWorld() {
  const { db } = await openTestDatabase();
  const world = openAttemptWorld(db);
  const fake = createFakeIssuer();
  const { clock, ids, searchHash } = world.deps;
  const rateLimits = createRateLimits(world.deps);
  const handlers = siteDayHandlers({
    ...{ db, clock, ids, randomBytes, searchHash, rateLimits, publicUrl: "https://photo.test" },
    codes: createOnSiteCodes({ db, clock, searchHash, rateLimits, issuer: fake.issuer }),
    openHelper: (tx, session) => openHelperOnSite({ clock, ids, randomBytes }, tx, session),
  });
  const helpers = helperHandlers({ db, clock, ids, randomBytes, upload: async () => ids() });
  const findCaller = createSessions({ db, clock });
  await world.addSchool();
  await world.addSchool({ code: "10558", name: "中山大学" });
  const admin = staffCall(await world.addStaff("school-admin", "10559"), "school-admin", "10559");
  const other = staffCall(await world.addStaff("school-admin", "10558"), "school-admin", "10558");
  const operator = staffCall(await world.addStaff("operator"), "operator");
  let year = 2030;

  /** Creates a site day in a separate project, so that tests do not share a queue. */
  async function openDay(day = today) {
    year += 1;
    const { id: projectId } = await world.addProject({ graduationYear: year });
    const { siteDayId, shootingUrl, queueUrl } = accepted(
      await handlers.openSiteDay({ params: { projectId }, body: { day } }, admin),
    );
    return {
      projectId,
      graduationYear: year,
      siteDayId,
      shooting: linkIn(shootingUrl),
      queue: linkIn(queueUrl),
    };
  }

  /** Returns text and id of a code that the issuer knows. Its last four characters are 002X. */
  function issue(graduationYear: number, fields: Partial<FakeCode> = {}) {
    const codeId = randomUUID();
    const text = `code:${codeId}`;
    const expiresAt = daysFromStart(30);
    const existing = {
      codeId,
      schoolCode: "10559",
      category: "bachelor",
      graduationYear,
      expiresAt,
    };
    fake.codes.set(text, {
      ...existing,
      lastFour: "002X",
      student: { studentNumber: codeId },
      ...fields,
    });
    return { text, codeId };
  }

  /** Creates a student with a code who has started on site but not paid. */
  async function addStarted({
    projectId,
    graduationYear,
  }: {
    projectId: string;
    graduationYear: number;
  }) {
    const { text, codeId } = issue(graduationYear);
    const accountId = await world.addAccount();
    const person = JSON.stringify(["10559", codeId, "002X"]);
    const readingId = await world.addVerifiedReading(accountId, projectId, codeId, person);
    const collectionId = accepted(await startCollection(world.deps, readingId, accountId));
    return { text, studentNumber: codeId, accountId, collectionId };
  }

  async function addPaid(day: { projectId: string; graduationYear: number }) {
    const student = await addStarted(day);
    await world.move(student.collectionId, "pay", "system", { payment: "p" });
    await world.agree(student.accountId, day.projectId);
    return student;
  }

  const identify = (token: string, text: string, lastFour = "002X", call = visitorCall) =>
    handlers.identifySiteStudent({ body: { token, text, lastFour } }, call);
  const take = (token: string, ticketKey: string = randomUUID(), call = visitorCall) =>
    handlers.takeTicket({ body: { token, ticketKey } }, call);
  const callNext = (token: string, callKey: string = randomUUID()) =>
    handlers.callNextTicket({ body: { token, callKey } }, visitorCall);
  const look = (token: string, ticketKey?: string) =>
    handlers.readSiteQueue({ query: { token, ticketKey } }, visitorCall);
  const enter = (token: string) => handlers.enterSiteDay({ body: { token } }, visitorCall);

  return {
    ...{
      db,
      world,
      fake,
      rateLimits,
      handlers,
      helpers,
      findCaller,
      admin,
      other,
      operator,
      linkIn,
    },
    ...{ openDay, issue, addStarted, addPaid, identify, take, callNext, look, enter },
  };
}
