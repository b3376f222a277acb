import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { checkAuditLog } from "../testing/audit-log.ts";
import { openTestApi } from "../testing/open-api.ts";

const { db, pool, call, logged, sandbox } = await openTestApi();

const signIn = async (userId: string) =>
  call("signInWithWechat", { body: { code: await sandbox.wechatCode("login", userId) } });
const count = async (table: string): Promise<number> =>
  (await pool.query(`select from ${table}`)).rowCount ?? 0;

test("a WeChat code opens a session, and the same person gets the same account again", async () => {
  const person = await sandbox.addPerson();
  const first = await signIn(person.id);
  expect(first).toMatchObject({
    status: 200,
    body: { account: { role: "student", phoneMasked: null } },
  });
  const second = await signIn(person.id);
  expect(second.body.account).toEqual(first.body.account);
  expect(second.body.token).not.toBe(first.body.token);
  expect(await call("readAccount", { token: second.body.token })).toMatchObject({
    body: first.body.account,
  });
});

test("a code used twice in parallel signs in once, and the other request is refused", async () => {
  const { id } = await sandbox.addPerson();
  const code = await sandbox.wechatCode("login", id);
  const answers = await Promise.all([1, 2].map(() => call("signInWithWechat", { body: { code } })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(answers.find(({ status }) => status === 400)?.code).toBe("wechat-code-used");
});

test("refuses an expired WeChat code", async () => {
  const code = await sandbox.wechatCode("login", (await sandbox.addPerson()).id);
  await sandbox.control("POST", "/clock", { advanceSeconds: 301 });
  expect(await call("signInWithWechat", { body: { code } })).toMatchObject({
    status: 400,
    code: "wechat-code-used",
  });
});

test.each(["busy", "too-frequent", "server-error", "garbage", "lost-answer"])(
  "reports WeChat as unavailable when it answers %s, and creates no account",
  async (kind) => {
    const previous = await count("accounts");
    const { id } = await sandbox.addPerson();
    await sandbox.orderFault("wechat-login", kind);
    expect(await signIn(id)).toMatchObject({ status: 503, code: "wechat-unavailable" });
    expect(await count("accounts")).toBe(previous);
    expect(await signIn(id)).toMatchObject({ status: 200 });
  },
);

test("a person in mini-program and web page has one account, matched by unionid", async () => {
  const { id } = await sandbox.addPerson();
  const [mini, web] = await Promise.all([
    signIn(id),
    call("signInWithWechatWeb", { body: { code: await sandbox.wechatCode("oauth", id) } }),
  ]);
  expect(web.body.account).toEqual(mini.body.account);
});

test("parallel first sign-ins of one person create one account", async () => {
  const { id } = await sandbox.addPerson();
  const previous = await count("accounts");
  const answers = await Promise.all(Array.from({ length: 6 }, () => signIn(id)));
  expect(new Set(answers.map(({ body }) => body.account.accountId)).size).toBe(1);
  expect(await count("accounts")).toBe(previous + 1);
});

test("the phone button adds the phone number to the account, masked in answers and encrypted in storage", async () => {
  const person = await sandbox.addPerson();
  const { token } = (await signIn(person.id)).body;
  const bound = await call("bindWechatPhone", {
    token,
    body: { code: await sandbox.wechatCode("phone", person.id) },
  });
  const masked = `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`;
  expect(bound).toMatchObject({ status: 200, body: { phoneMasked: masked } });
  const { rows } = await pool.query("select * from accounts");
  expect(JSON.stringify(rows)).not.toContain(person.phone);
});

test("renews an expired WeChat access token once, within the same request", async () => {
  const person = await sandbox.addPerson();
  const { token } = (await signIn(person.id)).body;
  await sandbox.orderFault("wechat-phone", "expired-token");
  const code = await sandbox.wechatCode("phone", person.id);
  expect(await call("bindWechatPhone", { token, body: { code } })).toMatchObject({ status: 200 });
  await sandbox.orderFault("wechat-phone", "expired-token", 2);
  const secondCode = await sandbox.wechatCode("phone", person.id);
  expect(await call("bindWechatPhone", { token, body: { code: secondCode } })).toMatchObject({
    code: "wechat-unavailable",
  });
});

test("merges two accounts when a phone is added that has its own account, and deletes the old one", async () => {
  const person = await sandbox.addPerson();
  await call("sendSmsCode", { body: { phone: person.phone } });
  const bySms = await call("signInWithSms", {
    body: { phone: person.phone, code: await sandbox.smsCode(person.phone) },
  });
  const byWechat = await signIn(person.id);
  const oldAccountId = byWechat.body.account.accountId;
  expect(oldAccountId).not.toBe(bySms.body.account.accountId);
  for (const accountId of [oldAccountId, bySms.body.account.accountId]) {
    await pool.query(
      `insert into consents (id, account_id, purpose, version, recipient, granted_at)
       values ($1, $2, 'face', '1', 'us', now()), ($3, $2, 'school', '1', $4, now())`,
      [randomUUID(), accountId, randomUUID(), accountId],
    );
  }
  await pool.query(
    `insert into message_credits (account_id, template, credits, language)
     values ($1, 'completed', 1, 'zh'), ($2, 'completed', 2, 'zh'), ($1, 'refunded', 1, 'en')`,
    [oldAccountId, bySms.body.account.accountId],
  );
  await giveCollection(oldAccountId);
  // Only the other account has consented to the collection's school.
  await pool.query(
    `insert into consents (id, account_id, purpose, version, recipient, granted_at)
     values ($1, $2, 'school', '1', 'school:10559', now())`,
    [randomUUID(), bySms.body.account.accountId],
  );
  const code = await sandbox.wechatCode("phone", person.id);
  const { token } = byWechat.body;
  expect(await call("bindWechatPhone", { token, body: { code } })).toMatchObject({
    body: bySms.body.account,
  });
  expect((await call("readAccount", { token })).body).toEqual(bySms.body.account);
  expect((await signIn(person.id)).body.account).toEqual(bySms.body.account);
  expect((await pool.query("select from accounts where id = $1", [oldAccountId])).rowCount).toBe(0);
  const stored = await pool.query("select from consents where account_id = $1", [
    bySms.body.account.accountId,
  ]);
  expect(stored.rowCount).toBe(4);
  expect((await pool.query("select cause, state from school_changes")).rows).toEqual([
    { cause: "shared", state: "verified" },
  ]);
  const credits = await pool.query(
    "select account_id, template, credits from message_credits order by template",
  );
  const account_id = bySms.body.account.accountId;
  expect(credits.rows).toEqual([
    { account_id, template: "completed", credits: 3 },
    { account_id, template: "refunded", credits: 1 },
  ]);
  for (const table of ["code_readings", "collections"]) {
    const { rows } = await pool.query(`select account_id from ${table}`);
    expect(rows, table).toEqual([{ account_id: bySms.body.account.accountId }]);
  }
});

/** Adds a school, a project and all rows that an account creates until its collection. */
async function giveCollection(accountId: string): Promise<void> {
  const [projectId, personId] = [randomUUID(), randomUUID()];
  const [hash, sealed] = [`hmac:${"0".repeat(64)}`, `sealed:k:${"A".repeat(16)}:${"A".repeat(24)}`];
  await pool.query(`
    insert into schools (code, name, pinyin, pinyin_initials, hotline, service_hours)
      values ('10559', '测试大学', 'ceshi', 'cs', '-', '-');
    insert into projects (id, school_code, education_category, graduation_year, fee_fen, opens_at, closes_at, spec_id,
        file_min_bytes, file_max_bytes, album_allowed, review_days, retention_days, refund_rule, hotline)
      values ('${projectId}', '10559', 'bachelor', 2027, 1, now(), now() + interval '1 day', 'chsi-blue', 0, 1, true, 2, 1, 'until-photo', '-');
    insert into persons (id, school_code, name, name_hash, student_number, student_number_hash, department, major, class, level,
        id_last_four_hash, identity_hash, created_at, retain_until)
      values ('${personId}', '10559', '${sealed}', '${hash}', '${sealed}', '${hash}', '-', '-', '-', '-', '${hash}', '${hash}', now(), now());
    insert into code_readings (id, code, code_hash, account_id, project_id, created_at, expires_at)
      values ('${randomUUID()}', '${sealed}', '${hash}', '${accountId}', '${projectId}', now(), now());
    insert into collections (id, account_id, project_id, person_id, code_hash, state, spec_id, spec, fee_fen, created_at,
        updated_at, retain_until)
      values ('${randomUUID()}', '${accountId}', '${projectId}', '${personId}', '${hash}', 'verified', '-', '{}', 1, now(),
        now(), now())`);
}

test("merging accounts covers every table with an account id", async () => {
  const { rows } = await pool.query(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'account_id' order by 1`,
  );
  // A new table here must be handled in assign-phone.ts.
  expect(rows.map(({ name }) => name)).toEqual([
    "account_identities",
    "code_readings",
    "collections",
    "consents",
    "idempotency_keys",
    "message_credits",
    "sessions",
  ]);
});

test("sign-ins are in the intact audit log, and no log contains names, phones or tokens", async () => {
  const person = await sandbox.addPerson();
  const code = await sandbox.wechatCode("login", person.id);
  const { token } = (await call("signInWithWechat", { body: { code } })).body;
  await call("bindWechatPhone", {
    token,
    body: { code: await sandbox.wechatCode("phone", person.id) },
  });
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query("select action from audit_entries order by place desc limit 2");
  expect(rows.map(({ action }) => action)).toEqual(["phone-added", "account-made"]);
  const logs =
    JSON.stringify((await pool.query("select * from audit_entries")).rows) + logged.join("");
  for (const secret of [person.phone, code, token, sandbox.settings.wechat.miniProgram.secret]) {
    expect(logs).not.toContain(secret);
  }
});

test("limits WeChat sign-ins of one network per minute, and not those of another network", async () => {
  const signInAt = (address: string) =>
    call("signInWithWechat", { address, body: { code: "made-up" } });
  expect((await signInAt("203.0.113.9")).code).toMatch(/^wechat-/);
  await pool.query("update rate_limits set hits = 3000 where name = 'wechat'");
  expect(await signInAt("203.0.113.9")).toMatchObject({ status: 429, code: "too-many-requests" });
  expect((await signInAt("203.0.113.10")).code).toMatch(/^wechat-/);
});
