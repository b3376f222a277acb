/**
 * Access tests: nobody can read or change another person's objects. The cases are derived from the route table, so a
 * new route must declare the objects that it names.
 */
import { exportKindsFor, type Role, type RouteName } from "@gradphoto/domain";
import { type Route, routes } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { z } from "zod";
import { noLimits, openTestApi } from "../testing/open-api.ts";
import { type ObjectIds, openForeignWorld, type Progress } from "./testing/foreign-world.ts";
import { requestOf } from "./testing/request-of.ts";

/** Parameters and fields that look like ids of objects but have no owner. */
const publicNames: Readonly<Record<string, string>> = {
  schoolCode: "schools are public",
  specId: "specs are public",
  category: "education categories are public",
  scene: "what a code on a poster leads to is public",
  "readCode projectId": "open projects are public",
  "decide decisionId": "made by the client",
  provider: "whom students pay by is public",
  providerId: "the systems by which staff sign in are public",
  browserId: "random, made by the browser: it opens nothing",
  day: "the bill of a day is of all schools, for finance alone",
  after: "a place in a list; the rows that follow are chosen by who asks",
  ...Object.fromEntries(
    [
      "enterSiteDay",
      "checkSiteCode",
      "identifySiteStudent",
      "callNextTicket",
      "takeTicket",
      "readSiteQueue",
    ].map((name) => [
      `${name} token`,
      "the link of an on-site day grants access to everybody who has it",
    ]),
  ),
  "claimHelperLink token": "the link grants access to everybody who has it; it opens once",
};

/** Staff without a school see the objects of all schools on routes of their role. */
const seesEverySchool: readonly Role[] = [
  "reviewer",
  "senior-reviewer",
  "service",
  "finance",
  "operator",
  "auditor",
];

/**
 * Exceptions with their reasons. Either the response is not a 404, or staff may not access an object that another
 * person leases.
 */
const otherAnswers: Readonly<
  Record<string, { readonly code: string | null; readonly because: string }>
> = {
  "readTask reviewer": {
    code: "not-found",
    because: "another reviewer leases it; only senior reviewers can read any",
  },
  "readEarlierPhoto reviewer": {
    code: "not-found",
    because: "another reviewer leases it; only senior reviewers can read any",
  },
  "readDecision reviewer": {
    code: "not-found",
    because: "another reviewer decided; only senior reviewers can read any",
  },
  ...ofReviewers("lookCloser", "review-taken", "another reviewer leases it"),
  ...ofReviewers("releaseTask", null, "a task without a lease is released already"),
  ...ofReviewers("decide", "review-taken", "another reviewer leases it"),
  ...Object.fromEntries(
    seesEverySchool.flatMap((role) => [
      [`endMySession ${role}`, { code: "not-found", because: "sessions are one's own" }],
      [`switchPost ${role}`, { code: "not-found", because: "posts are one's own" }],
      ...(exportKindsFor(role).length > 0 ? ["readExport", "cancelExport"] : []).map((name) => [
        `${name} ${role}`,
        { code: "not-found", because: "exports are one's own" },
      ]),
    ]),
  ),
  ...ofReviewers("undoDecision", "not-found", "only who decided takes it back"),
};

function ofReviewers(name: RouteName, code: string | null, because: string) {
  const answer = { code, because };
  return { [`${name} reviewer`]: answer, [`${name} senior-reviewer`]: answer };
}

const progressFor: Readonly<Partial<Record<RouteName, Progress>>> = {
  undoDecision: "approved",
  decide: "in_review",
  addHoneypot: "in_review",
  readDecision: "in_review",
};
const progressOf = ({ name, path }: Route): Progress =>
  progressFor[name] ?? (path.startsWith("/v1/staff/tasks/") ? "in_review" : "made");

const { db, pool, app, clock, objects } = await openTestApi({ limits: noLimits });
const world = await openForeignWorld({ db, pool }, objects);
clock.now = world.clock();

const stranger = await world.addOwner("made", { otherSchool: true });
/** Owners whose objects no test changes, so that one of each kind suffices for all tests. */
const others = {
  made: await world.addOwner("made"),
  in_review: await world.addOwner("in_review"),
  approved: await world.addOwner("approved"),
};
/** Objects in the attacker's school and project, but outside the department administrator's department. */
const neighbours = [
  await world.addOwner("made", { otherSchool: true, department: "外国语学院" }),
  await world.addOwner("made", { otherSchool: true, department: "" }),
];
const sessions = new Map<Role, string>([
  ["student", stranger.session],
  ["helper", await world.addHelper(stranger)],
  ["school-admin", await world.addStaffSession("school-admin", "10558")],
  [
    "department-admin",
    await world.addStaffSession("department-admin", "10558", "信息科学技术学院"),
  ],
  ["province-admin", await world.addStaffSession("province-admin")],
  ["school-system", await world.addApiKey("10558")],
]);
for (const role of seesEverySchool) sessions.set(role, await world.addStaffSession(role));

const isObject = (name: string): name is keyof ObjectIds => name in stranger.ids;
const isId = (schema: unknown): boolean =>
  z.object({ format: z.literal("uuid") }).safeParse(schema).success;

/** Objects that a request of the route refers to. */
function objectsOf({ name, params, query, body }: Route): (keyof ObjectIds)[] {
  const fields = [params, query, body].flatMap((part) => {
    const { properties = {} } = part
      ? z.toJSONSchema(part, { io: "input", unrepresentable: "any" })
      : {};
    return Object.entries(properties)
      .filter(([field, schema]) => part === params || /id$|token$/i.test(field) || isId(schema))
      .map(([field]) => field);
  });
  const named = fields.filter(
    (field) => !(field in publicNames) && !(`${name} ${field}` in publicNames),
  );
  return named.map((field) => {
    if (!isObject(field))
      throw new Error(`${name} names ${field}: give it a fixture, or say why it is nobody's`);
    return field;
  });
}

const cases = routes.flatMap((route) => {
  const names = objectsOf(route);
  return names.length === 0
    ? []
    : route.roles.map((role) => ({ route, role, names, name: route.name }));
});

const request = async (
  route: Route,
  token: string | undefined,
  ids: Readonly<Record<string, string>>,
) => {
  const response = await app.inject(requestOf(route, token, ids));
  const isProblem = String(response.headers["content-type"]).includes("problem+json");
  return isProblem ? z.object({ code: z.string() }).parse(response.json()).code : null;
};

const seesAll = (role: Role, { path }: Route): boolean =>
  seesEverySchool.includes(role) && path.startsWith("/v1/staff/");

/**
 * Table hashes after the latest request. The next test reuses them, because reading them takes longer than the
 * request.
 */
let rows = await world.fingerprint();

test.each(
  cases.filter(
    ({ route, role }) => !seesAll(role, route) || `${route.name} ${role}` in otherAnswers,
  ),
)(
  "$name as $role: another owner's object is not found, and nothing changes",
  async ({ route, role, names }) => {
    const foreign = others[progressOf(route)];
    const { code } = otherAnswers[`${route.name} ${role}`] ?? { code: "not-found" };
    // A request that mixes own and foreign ids must be refused as well.
    for (let chosen = 1; chosen < 2 ** names.length; chosen++) {
      const { decisionId, ...own } = stranger.ids;
      const ids: Record<string, string> = names.includes("decisionId")
        ? { ...own, decisionId }
        : own;
      const foreignNames = names.filter((_, index) => chosen & (1 << index));
      for (const name of foreignNames) ids[name] = foreign.ids[name];
      expect(await request(route, sessions.get(role), ids), foreignNames.join(" and ")).toBe(code);
      const previous = rows;
      rows = await world.fingerprint();
      expect(rows).toEqual(previous);
    }
  },
);

test.each(
  routes
    .filter(
      ({ roles, method }) =>
        roles.includes("department-admin") && !roles.includes("anonymous") && method === "GET",
    )
    .filter((route) => objectsOf(route).every((name) => name === "projectId"))
    .map((route) => ({ route, name: route.name })),
)(
  "$name as department-admin: a project of the own school reveals no student of another department",
  async ({ route }) => {
    const { projectId } = stranger.ids;
    const response = await app.inject(
      requestOf(route, sessions.get("department-admin"), { projectId }),
    );
    expect(response.statusCode).toBe(200);
    expect(response.payload).not.toContain("外国语学院");
    for (const { accountId, ids } of neighbours) {
      const { projectId: _, ...own } = ids;
      for (const id of [accountId, ...Object.values(own)])
        expect(response.payload).not.toContain(id);
    }
  },
);

// Event streams never end while a client listens; the photo tests cover them.
test.each(
  cases.filter(
    ({ route, role, name }) =>
      route.answersWith !== "events" &&
      (role === "student" || seesAll(role, route)) &&
      !(`${name} ${role}` in otherAnswers),
  ),
)("$name as $role: a permitted caller can access the object", async ({ route, role }) => {
  const owner = await world.addOwner(progressOf(route));
  const session = role === "student" ? owner.session : sessions.get(role);
  expect(await request(route, session, owner.ids)).not.toBe("not-found");
});

const reads = routes.filter(
  ({ method, answersWith }) => method === "GET" && answersWith === undefined,
);
test.each(
  reads.flatMap((route) =>
    route.roles
      .filter((role) => !seesEverySchool.includes(role) && objectsOf(route).length === 0)
      .map((role) => ({ route, role, name: route.name })),
  ),
)(
  "$name as $role: a response to a request without object ids contains no other person's objects",
  async ({ route, role }) => {
    const { accountId, ids } = others.made;
    const response = await app.inject(requestOf(route, sessions.get(role)));
    // Open projects are public.
    const { projectId, ...own } = ids;
    if (!route.roles.includes("anonymous")) expect(response.payload).not.toContain(projectId);
    for (const id of [accountId, ...Object.values(own)]) expect(response.payload).not.toContain(id);
  },
);

test("every exception listed above belongs to an existing route", () => {
  const existing = cases.map(({ name, role }) => `${name} ${role}`);
  expect(Object.keys(otherAnswers).filter((key) => !existing.includes(key))).toEqual([]);
});

test("administrators of a school or a department must have a school; other staff must not", async () => {
  await expect(world.addStaffSession("school-admin")).rejects.toThrow();
  await expect(world.addStaffSession("department-admin", null, "文学院")).rejects.toThrow();
  await expect(world.addStaffSession("department-admin", "10558")).rejects.toThrow();
  await expect(world.addStaffSession("school-admin", "10558", "文学院")).rejects.toThrow();
  for (const role of seesEverySchool)
    await expect(world.addStaffSession(role, "10558")).rejects.toThrow();
});
