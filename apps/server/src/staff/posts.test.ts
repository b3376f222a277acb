import { randomUUID } from "node:crypto";
import { postWords } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { checkAuditLog } from "../testing/audit-log.ts";
import { openStaffApi } from "./testing/staff-api.ts";

const { db, pool, call, clock, signIn, tokenOf, idOf, confirm } = await openStaffApi();
const operator = await tokenOf("operator");
const otherOperator = await tokenOf("operator-2");

type Post = Parameters<typeof postWords>[0] & { readonly postId: string; readonly role: string };

const add = (staffId: string, role: string, schoolCode: string | null = null, token = operator) =>
  call("addStaffPost", { token, params: { staffId }, body: { role, schoolCode } });
const remove = (staffId: string, postId: string, token = operator) =>
  call("removeStaffPost", { token, params: { staffId, postId } });
const idOfPost = (posts: readonly Post[], role: string): string =>
  posts.find((post) => post.role === role)?.postId ?? randomUUID();
/** Adds a post by one operator and confirms it by another. */
async function give(staffId: string, role: string, schoolCode: string | null = null) {
  const added = await add(staffId, role, schoolCode);
  await confirm(staffId, otherOperator);
  return added;
}
const switchTo = (token: string, postId: string) => call("switchPost", { token, body: { postId } });

test("a reviewer with a second role at a school acts in one role at a time, with only its routes and school", async () => {
  const staffId = await idOf("reviewer-1");
  const { posts } = (await give(staffId, "school-admin", "10559")).body;
  expect(posts).toMatchObject([{ postId: staffId, role: "reviewer" }, { role: "school-admin" }]);
  const { token, account } = (await signIn("reviewer-1")).body;
  expect(account).toMatchObject({ role: "reviewer", school: null, posts, postId: staffId });
  expect(await call("listProjects", { token, query: { limit: "10" } })).toMatchObject({
    status: 403,
    code: "forbidden",
  });
  const switched = await switchTo(token, idOfPost(posts, "school-admin"));
  expect(switched.body.account).toMatchObject({
    role: "school-admin",
    school: { schoolCode: "10559" },
  });
  const admin = switched.body.token;
  expect(
    (await call("listProjects", { token: admin, query: { limit: "10" } })).body.projects,
  ).toMatchObject([{ schoolCode: "10559" }]);
  expect(await call("listMyDecisions", { token: admin })).toMatchObject({ code: "forbidden" });
  expect((await call("readStaffAccount", { token: admin })).body).toEqual(switched.body.account);
});

test("switching roles ends the previous session, and the new session retains its expiry", async () => {
  const { token, account, expiresAt } = (await signIn("reviewer-1")).body;
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  const { body } = await switchTo(token, idOfPost(account.posts, "reviewer"));
  expect(body.token).not.toBe(token);
  expect(body.expiresAt).toBe(expiresAt);
  expect(await call("readStaffAccount", { token })).toMatchObject({
    status: 401,
    code: "session-expired",
  });
  expect(await switchTo(token, account.postId)).toMatchObject({ status: 401 });
});

test("a new session starts in the most recently used role", async () => {
  const { token, account } = (await signIn("reviewer-1")).body;
  await switchTo(token, idOfPost(account.posts, "school-admin"));
  const repeated = (await signIn("reviewer-1")).body;
  expect(repeated.account).toMatchObject({ role: "school-admin" });
  await switchTo(repeated.token, idOfPost(account.posts, "reviewer"));
  expect((await signIn("reviewer-1")).body.account).toMatchObject({ role: "reviewer" });
});

test("refuses to switch to another person's role or an unknown one", async () => {
  const staffId = await idOf("service");
  const { posts } = (await give(staffId, "reviewer")).body;
  const token = await tokenOf("reviewer-1");
  expect(await switchTo(token, idOfPost(posts, "reviewer"))).toMatchObject({
    status: 404,
    code: "not-found",
  });
  expect(await switchTo(token, staffId)).toMatchObject({ code: "not-found" });
  expect(await switchTo(token, randomUUID())).toMatchObject({ code: "not-found" });
  expect(await remove(await idOf("reviewer-1"), idOfPost(posts, "reviewer"))).toMatchObject({
    code: "not-found",
  });
  expect(await call("readStaffAccount", { token })).toMatchObject({ status: 200 });
});

test("removing a role ends its sessions at once, and no others", async () => {
  const { token, account } = (await signIn("service")).body;
  const other = await tokenOf("service");
  const postId = idOfPost(account.posts, "reviewer");
  const acting = (await switchTo(token, postId)).body.token;
  expect((await remove(account.staffId, postId)).body.posts).toMatchObject([{ role: "service" }]);
  expect(await call("readStaffAccount", { token: acting })).toMatchObject({
    status: 401,
    code: "session-expired",
  });
  expect(await call("readStaffAccount", { token: other })).toMatchObject({ status: 200 });
  expect((await signIn("service")).body.account).toMatchObject({
    role: "service",
    posts: [{ role: "service" }],
  });
});

test("when the first role is removed the next one replaces it; the only role cannot be removed", async () => {
  const staffId = await idOf("service");
  await give(staffId, "reviewer");
  const token = await tokenOf("service");
  expect((await remove(staffId, staffId)).body).toMatchObject({
    role: "reviewer",
    posts: [{ role: "reviewer" }],
  });
  expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
  expect(await remove(staffId, staffId)).toMatchObject({ status: 409, code: "staff-last-post" });
  await call("changeStaff", {
    token: operator,
    params: { staffId },
    body: { name: "测试客服", role: "service", schoolCode: null },
  });
  await confirm(staffId, otherOperator);
});

test("an auditor cannot have another role, and staff with a role cannot become auditor", async () => {
  expect(await add(await idOf("auditor"), "reviewer")).toMatchObject({
    status: 409,
    code: "staff-auditor-alone",
  });
  const staffId = await idOf("reviewer-1");
  expect(await add(staffId, "auditor")).toMatchObject({ code: "staff-auditor-alone" });
  const body = { name: "测试", role: "auditor", schoolCode: null };
  expect(await call("changeStaff", { token: operator, params: { staffId }, body })).toMatchObject({
    code: "staff-auditor-alone",
  });
});

test("the same person can never be both operator and finance", async () => {
  const finance = await idOf("finance-2");
  expect(await add(finance, "operator")).toMatchObject({
    status: 409,
    code: "staff-finance-apart",
  });
  expect(await add(await idOf("operator-2"), "finance")).toMatchObject({
    code: "staff-finance-apart",
  });
  const { posts } = (await give(finance, "service")).body;
  const body = { name: "测试", role: "operator", schoolCode: null };
  expect(
    (await call("changeStaff", { token: operator, params: { staffId: finance }, body })).body,
  ).toMatchObject({
    role: "operator",
  });
  await confirm(finance, otherOperator);
  expect(await add(finance, "finance")).toMatchObject({ code: "staff-finance-apart" });
  await remove(finance, idOfPost(posts, "service"));
});

test("an unconfirmed role can be removed by the operator who added it, which restores the account", async () => {
  const staffId = await idOf("reviewer-1");
  const { posts } = (await add(staffId, "finance")).body;
  expect(await remove(staffId, idOfPost(posts, "school-admin"))).toMatchObject({
    code: "staff-waits",
  });
  expect((await remove(staffId, idOfPost(posts, "finance"))).body).toMatchObject({
    unconfirmed: null,
  });
  expect(await signIn("reviewer-1")).toMatchObject({ status: 200 });
});

test("a role is assigned once, needs a fitting school, and cannot be assigned to one's own account", async () => {
  const staffId = await idOf("reviewer-1");
  expect(await add(staffId, "reviewer")).toMatchObject({ status: 409, code: "staff-post-held" });
  expect(await add(staffId, "school-admin", "10559")).toMatchObject({ code: "staff-post-held" });
  expect(await add(staffId, "school-admin")).toMatchObject({ code: "staff-school-unfitting" });
  expect(await add(staffId, "service", "10559")).toMatchObject({ code: "staff-school-unfitting" });
  expect(await add(staffId, "school-admin", "00000")).toMatchObject({ code: "school-not-found" });
  const self = await idOf("operator");
  expect(await add(self, "finance")).toMatchObject({ code: "staff-own-account" });
  expect(await remove(self, self)).toMatchObject({ code: "staff-own-account" });
});

test("a department admin needs a school and a department, and the role's label shows both", async () => {
  const staffId = await idOf("senior-reviewer");
  const addOf = (place: object) =>
    call("addStaffPost", {
      token: operator,
      params: { staffId },
      body: { role: "department-admin", ...place },
    });
  expect(await addOf({ schoolCode: "10559" })).toMatchObject({
    code: "staff-department-unfitting",
  });
  expect(await addOf({ schoolCode: null, department: "文学院" })).toMatchObject({
    code: "staff-school-unfitting",
  });
  const [letters, sciences] = ["文学院", "理学院"].map((department) => ({
    schoolCode: "10559",
    department,
  }));
  expect(await addOf({ ...letters, role: "school-admin" })).toMatchObject({
    code: "staff-department-unfitting",
  });
  expect(await addOf({ ...letters })).toMatchObject({ status: 200 });
  await confirm(staffId, otherOperator);
  const { body } = await addOf({ ...sciences });
  await confirm(staffId, otherOperator);
  expect(await addOf({ ...sciences })).toMatchObject({ code: "staff-post-held" });
  const ofDepartment = body.posts.filter(({ role }: Post) => role === "department-admin");
  expect(ofDepartment.map((post: Post) => postWords(post).zh).sort()).toEqual([
    "院系管理员 · 暨南大学 · 文学院",
    "院系管理员 · 暨南大学 · 理学院",
  ]);
  for (const { postId } of ofDepartment) expect((await remove(staffId, postId)).status).toBe(200);
});

test.each([
  ["finance", "senior-reviewer"],
  ["operator", "school-admin"],
  ["reviewer", "service"],
])(
  "after %s is added as a role, a %s needs confirmation by a second operator, and open sessions end",
  async (role, username) => {
    const staffId = await idOf(username);
    const token = await tokenOf(username);
    const added = (await add(staffId, role)).body;
    expect(added).toMatchObject({ role: username, unconfirmed: { what: "post-added" } });
    expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
    expect(await signIn(username)).toMatchObject({ status: 403, code: "staff-unconfirmed" });
    expect(added.unconfirmed.post, "the change names the post").toMatchObject({ role });
    expect(await confirm(staffId, operator)).toMatchObject({
      code: "staff-second-operator-needed",
    });
    expect(await add(staffId, "service", null, otherOperator)).toMatchObject({
      code: "staff-waits",
    });
    await confirm(staffId, otherOperator);
    expect(await signIn(username)).toMatchObject({ status: 200 });
    const reset = await call("resetStaffAccess", {
      token: operator,
      params: { staffId },
      body: { reset: "password-and-totp" },
    });
    expect(reset.body.member, "for every role").toMatchObject({
      unconfirmed: { what: "access-reset" },
    });
  },
);

test("an operator who switched roles cannot confirm their own change", async () => {
  const created = await call("createStaff", {
    token: operator,
    body: { username: "new-finance", name: "测试新人", role: "finance" },
  });
  const operatorId = await idOf("operator");
  await add(operatorId, "service", null, otherOperator);
  // Simulates the confirmation by a third operator.
  await pool.query(
    "update staff set unconfirmed_by = null, unconfirmed_at = null, unconfirmed_act = null where id = $1",
    [operatorId],
  );
  const { token, account } = (await signIn("operator")).body;
  const service = (await switchTo(token, idOfPost(account.posts, "service"))).body.token;
  const { staffId } = created.body.member;
  expect(await confirm(staffId, service)).toMatchObject({ code: "forbidden" });
  const operatorToken = (await switchTo(service, operatorId)).body.token;
  expect(await confirm(staffId, operatorToken)).toMatchObject({
    code: "staff-second-operator-needed",
  });
});

test("lists staff with all their roles, and finds them by each role", async () => {
  const token = otherOperator;
  const names = async (query: Record<string, string>) =>
    (await call("listStaff", { token, query: { limit: "100", ...query } })).body.staff.map(
      ({ username }: { username: string }) => username,
    );
  expect(await names({ role: "school-admin" })).toEqual(
    expect.arrayContaining(["reviewer-1", "school-admin"]),
  );
  expect(await names({ text: "暨南" })).toContain("reviewer-1");
});

test("added, removed and switched roles are in the audit log", async () => {
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query(
    "select action, actor, details from audit_entries order by place",
  );
  const of = (action: string) => rows.filter((row) => row.action === action);
  expect(of("staff-post-added")[0]).toMatchObject({
    details: { role: "school-admin", schoolCode: "10559" },
  });
  expect(of("staff-post-removed")[0]).toMatchObject({ details: { role: "reviewer", ended: 1 } });
  const roles = of("staff-confirmed").map(({ details }) => details.role);
  expect(roles, "the post that was confirmed, not the first one").toEqual([
    ...[
      "school-admin",
      "reviewer",
      "reviewer",
      "service",
      "service",
      "operator",
      "department-admin",
    ],
    ...["department-admin", "finance", "operator", "reviewer"],
  ]);
  const [switched] = of("post-switched");
  expect(switched.actor).toMatch(/^reviewer:/);
  expect(switched.details).toEqual({
    role: "school-admin",
    schoolCode: "10559",
    department: null,
    province: null,
  });
});
