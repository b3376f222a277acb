import { randomUUID } from "node:crypto";
import { postWords } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { checkAuditLog } from "../testing/check-audit-log.ts";
import { openStaffApi } from "./testing/staff-api.ts";

const { db, pool, call, clock, signIn, tokenOf, idOf, confirm } = await openStaffApi();
const one = await tokenOf("operator");
const another = await tokenOf("operator-2");

type Post = Parameters<typeof postWords>[0] & { readonly postId: string; readonly role: string };

const add = (staffId: string, role: string, schoolCode: string | null = null, token = one) =>
  call("addStaffPost", { token, params: { staffId }, body: { role, schoolCode } });
const remove = (staffId: string, postId: string, token = one) =>
  call("removeStaffPost", { token, params: { staffId, postId } });
const idOfPost = (posts: readonly Post[], role: string): string =>
  posts.find((post) => post.role === role)?.postId ?? randomUUID();
/** Adds a post by one operator and confirms it by another. */
async function give(staffId: string, role: string, schoolCode: string | null = null) {
  const added = await add(staffId, role, schoolCode);
  await confirm(staffId, another);
  return added;
}
const switchTo = (token: string, postId: string) => call("switchPost", { token, body: { postId } });

test("a reviewer who is given a school as well acts as one at a time, with that one's routes and school alone", async () => {
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
  expect(switched.body.account).toMatchObject({ role: "school-admin", school: { schoolCode: "10559" } });
  const admin = switched.body.token;
  expect((await call("listProjects", { token: admin, query: { limit: "10" } })).body.projects).toMatchObject([
    { schoolCode: "10559" },
  ]);
  expect(await call("listMyDecisions", { token: admin })).toMatchObject({ code: "forbidden" });
  expect((await call("readStaffAccount", { token: admin })).body).toEqual(switched.body.account);
});

test("a switch ends the session it was made in and lasts no longer than that one would have", async () => {
  const { token, account, expiresAt } = (await signIn("reviewer-1")).body;
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  const { body } = await switchTo(token, idOfPost(account.posts, "reviewer"));
  expect(body.token).not.toBe(token);
  expect(body.expiresAt).toBe(expiresAt);
  expect(await call("readStaffAccount", { token })).toMatchObject({ status: 401, code: "session-expired" });
  expect(await switchTo(token, account.postId)).toMatchObject({ status: 401 });
});

test("the next session begins in the post that was used last", async () => {
  const { token, account } = (await signIn("reviewer-1")).body;
  await switchTo(token, idOfPost(account.posts, "school-admin"));
  const repeated = (await signIn("reviewer-1")).body;
  expect(repeated.account).toMatchObject({ role: "school-admin" });
  await switchTo(repeated.token, idOfPost(account.posts, "reviewer"));
  expect((await signIn("reviewer-1")).body.account).toMatchObject({ role: "reviewer" });
});

test("nobody acts in a post of another person, nor in one that is none", async () => {
  const staffId = await idOf("service");
  const { posts } = (await give(staffId, "reviewer")).body;
  const token = await tokenOf("reviewer-1");
  expect(await switchTo(token, idOfPost(posts, "reviewer"))).toMatchObject({ status: 404, code: "not-found" });
  expect(await switchTo(token, staffId)).toMatchObject({ code: "not-found" });
  expect(await switchTo(token, randomUUID())).toMatchObject({ code: "not-found" });
  expect(await remove(await idOf("reviewer-1"), idOfPost(posts, "reviewer"))).toMatchObject({ code: "not-found" });
  expect(await call("readStaffAccount", { token })).toMatchObject({ status: 200 });
});

test("a post that is taken away ends the sessions in it at once, and no others", async () => {
  const { token, account } = (await signIn("service")).body;
  const other = await tokenOf("service");
  const postId = idOfPost(account.posts, "reviewer");
  const acting = (await switchTo(token, postId)).body.token;
  expect((await remove(account.staffId, postId)).body.posts).toMatchObject([{ role: "service" }]);
  expect(await call("readStaffAccount", { token: acting })).toMatchObject({ status: 401, code: "session-expired" });
  expect(await call("readStaffAccount", { token: other })).toMatchObject({ status: 200 });
  expect((await signIn("service")).body.account).toMatchObject({ role: "service", posts: [{ role: "service" }] });
});

test("where the first post is taken away the next one takes its place; the only one stays", async () => {
  const staffId = await idOf("service");
  await give(staffId, "reviewer");
  const token = await tokenOf("service");
  expect((await remove(staffId, staffId)).body).toMatchObject({ role: "reviewer", posts: [{ role: "reviewer" }] });
  expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
  expect(await remove(staffId, staffId)).toMatchObject({ status: 409, code: "staff-last-post" });
  await call("changeStaff", {
    token: one,
    params: { staffId },
    body: { name: "测试客服", role: "service", schoolCode: null },
  });
  await confirm(staffId, another);
});

test("the auditor holds no other post, and nobody who holds one becomes the auditor", async () => {
  expect(await add(await idOf("auditor"), "reviewer")).toMatchObject({ status: 409, code: "staff-auditor-alone" });
  const staffId = await idOf("reviewer-1");
  expect(await add(staffId, "auditor")).toMatchObject({ code: "staff-auditor-alone" });
  const body = { name: "测试", role: "auditor", schoolCode: null };
  expect(await call("changeStaff", { token: one, params: { staffId }, body })).toMatchObject({
    code: "staff-auditor-alone",
  });
});

test("one person is not operator and finance, however it is tried", async () => {
  const finance = await idOf("finance-2");
  expect(await add(finance, "operator")).toMatchObject({ status: 409, code: "staff-finance-apart" });
  expect(await add(await idOf("operator-2"), "finance")).toMatchObject({ code: "staff-finance-apart" });
  const { posts } = (await give(finance, "service")).body;
  const body = { name: "测试", role: "operator", schoolCode: null };
  expect((await call("changeStaff", { token: one, params: { staffId: finance }, body })).body).toMatchObject({
    role: "operator",
  });
  await confirm(finance, another);
  expect(await add(finance, "finance")).toMatchObject({ code: "staff-finance-apart" });
  await remove(finance, idOfPost(posts, "service"));
});

test("a post that waits is taken away by the same operator, and the account is as it was before", async () => {
  const staffId = await idOf("reviewer-1");
  const { posts } = (await add(staffId, "finance")).body;
  expect(await remove(staffId, idOfPost(posts, "school-admin"))).toMatchObject({ code: "staff-waits" });
  expect((await remove(staffId, idOfPost(posts, "finance"))).body).toMatchObject({ unconfirmed: null });
  expect(await signIn("reviewer-1")).toMatchObject({ status: 200 });
});

test("a post is held once, needs the school that goes with it, and is given by nobody to themselves", async () => {
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

test("a department's administrator has a school and a department, which stand in the post's name", async () => {
  const staffId = await idOf("senior-reviewer");
  const addOf = (place: object) =>
    call("addStaffPost", { token: one, params: { staffId }, body: { role: "department-admin", ...place } });
  expect(await addOf({ schoolCode: "10559" })).toMatchObject({ code: "staff-department-unfitting" });
  expect(await addOf({ schoolCode: null, department: "文学院" })).toMatchObject({ code: "staff-school-unfitting" });
  const [letters, sciences] = ["文学院", "理学院"].map((department) => ({ schoolCode: "10559", department }));
  expect(await addOf({ ...letters, role: "school-admin" })).toMatchObject({ code: "staff-department-unfitting" });
  expect(await addOf({ ...letters })).toMatchObject({ status: 200 });
  await confirm(staffId, another);
  const { body } = await addOf({ ...sciences });
  await confirm(staffId, another);
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
  "given %s beside another post, a %s waits for a second operator, and no session of theirs goes on",
  async (role, username) => {
    const staffId = await idOf(username);
    const token = await tokenOf(username);
    const added = (await add(staffId, role)).body;
    expect(added).toMatchObject({ role: username, unconfirmed: { what: "post-added" } });
    expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
    expect(await signIn(username)).toMatchObject({ status: 403, code: "staff-unconfirmed" });
    expect(added.unconfirmed.post, "it is said which").toMatchObject({ role });
    expect(await confirm(staffId, one)).toMatchObject({ code: "staff-second-operator-needed" });
    expect(await add(staffId, "service", null, another)).toMatchObject({ code: "staff-waits" });
    await confirm(staffId, another);
    expect(await signIn(username)).toMatchObject({ status: 200 });
    const reset = await call("resetStaffAccess", {
      token: one,
      params: { staffId },
      body: { reset: "password-and-totp" },
    });
    expect(reset.body.member, "whoever holds the post").toMatchObject({ unconfirmed: { what: "access-reset" } });
  },
);

test("an operator in another post is still the same person: what they did they do not confirm", async () => {
  const created = await call("createStaff", {
    token: one,
    body: { username: "new-finance", name: "测试新人", role: "finance" },
  });
  const me = await idOf("operator");
  await add(me, "service", null, another);
  // Simulates the confirmation by a third operator.
  await pool.query(
    "update staff set unconfirmed_by = null, unconfirmed_at = null, unconfirmed_act = null where id = $1",
    [me],
  );
  const { token, account } = (await signIn("operator")).body;
  const service = (await switchTo(token, idOfPost(account.posts, "service"))).body.token;
  const { staffId } = created.body.member;
  expect(await confirm(staffId, service)).toMatchObject({ code: "forbidden" });
  const back = (await switchTo(service, me)).body.token;
  expect(await confirm(staffId, back)).toMatchObject({ code: "staff-second-operator-needed" });
});

test("people are listed with all their posts, and found by any of them", async () => {
  const token = another;
  const names = async (query: Record<string, string>) =>
    (await call("listStaff", { token, query: { limit: "100", ...query } })).body.staff.map(
      ({ username }: { username: string }) => username,
    );
  expect(await names({ role: "school-admin" })).toEqual(expect.arrayContaining(["reviewer-1", "school-admin"]));
  expect(await names({ text: "暨南" })).toContain("reviewer-1");
});

test("posts given, taken and switched are in the audit log", async () => {
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query("select action, actor, details from audit_entries order by place");
  const of = (action: string) => rows.filter((row) => row.action === action);
  expect(of("staff-post-added")[0]).toMatchObject({ details: { role: "school-admin", schoolCode: "10559" } });
  expect(of("staff-post-removed")[0]).toMatchObject({ details: { role: "reviewer", ended: 1 } });
  const roles = of("staff-confirmed").map(({ details }) => details.role);
  expect(roles, "the post that was confirmed, not the first one").toEqual([
    ...["school-admin", "reviewer", "reviewer", "service", "service", "operator", "department-admin"],
    ...["department-admin", "finance", "operator", "reviewer"],
  ]);
  const [switched] = of("post-switched");
  expect(switched.actor).toMatch(/^reviewer:/);
  expect(switched.details).toEqual({ role: "school-admin", schoolCode: "10559", department: null, province: null });
});
