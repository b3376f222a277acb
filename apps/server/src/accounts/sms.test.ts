import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { openTestApi } from "../testing/open-api.ts";

const { pool, call, clock, sandbox } = await openTestApi();

const newPhone = (): string => `199${randomInt(10 ** 8, 10 ** 9)}`.slice(0, 11);
const send = (phone: string) => call("sendSmsCode", { body: { phone } });
const enter = (phone: string, code: string, token?: string) =>
  call("signInWithSms", { body: { phone, code }, ...(token && { token }) });
const wait = (seconds: number): void => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};
const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("the right code opens a session once", async () => {
  const phone = newPhone();
  expect(await send(phone)).toMatchObject({ status: 200, body: { nextAfterS: 60 } });
  const code = await sandbox.smsCode(phone);
  expect(code).toMatch(/^\d{6}$/);
  const signedIn = await enter(phone, code);
  expect(signedIn.body.account.phoneMasked).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
  expect(await enter(phone, code)).toMatchObject({ status: 400, code: "sms-code-expired" });
  wait(60);
  await send(`+86 ${phone}`);
  expect((await enter(phone, await sandbox.smsCode(phone))).body.account).toEqual(
    signedIn.body.account,
  );
});

test("after five wrong codes the right code is refused too", async () => {
  const phone = newPhone();
  await send(phone);
  const code = await sandbox.smsCode(phone);
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    expect(await enter(phone, wrongCode(code))).toMatchObject({
      code: "sms-code-wrong",
      body: { attemptsLeft },
    });
  }
  expect(await enter(phone, code)).toMatchObject({ status: 400, code: "sms-code-expired" });
});

test("counts parallel guesses, and checks at most five", async () => {
  const phone = newPhone();
  await send(phone);
  const wrong = wrongCode(await sandbox.smsCode(phone));
  const answers = await Promise.all(Array.from({ length: 12 }, () => enter(phone, wrong)));
  expect(answers.filter(({ code }) => code === "sms-code-wrong")).toHaveLength(5);
  expect(answers.filter(({ code }) => code === "sms-code-expired")).toHaveLength(7);
});

test("a code belongs to one phone, and expires after five minutes or with the next code", async () => {
  const [phone, foreign] = [newPhone(), newPhone()];
  await send(phone);
  await send(foreign);
  const first = await sandbox.smsCode(phone);
  expect(await enter(foreign, first)).toMatchObject({ code: "sms-code-wrong" });
  wait(301);
  expect(await enter(phone, first)).toMatchObject({ code: "sms-code-expired" });
  await send(phone);
  const second = await sandbox.smsCode(phone);
  wait(60);
  await send(phone);
  expect(await enter(phone, second)).not.toMatchObject({ status: 200 });
  expect(await enter(phone, await sandbox.smsCode(phone))).toMatchObject({ status: 200 });
});

test("sends codes at least a minute apart, five an hour and ten a day; parallel requests send one", async () => {
  const phone = newPhone();
  const clicks = await Promise.all(Array.from({ length: 4 }, () => send(phone)));
  expect(clicks.filter(({ status }) => status === 200)).toHaveLength(1);
  wait(30);
  expect(await send(phone)).toMatchObject({
    status: 429,
    code: "sms-too-often",
    body: { retryAfterS: 30 },
  });
  for (let sent = 1; sent < 5; sent++) {
    wait(60);
    expect(await send(phone)).toMatchObject({ status: 200 });
  }
  wait(60);
  expect(await send(phone)).toMatchObject({
    code: "sms-too-often",
    body: { retryAfterS: 3600 - 330 },
  });
  wait(3600);
  for (let sent = 0; sent < 5; sent++) {
    expect(await send(phone)).toMatchObject({ status: 200 });
    wait(60);
  }
  wait(3600);
  expect((await send(phone)).body.retryAfterS).toBeGreaterThan(3600);
});

test("a refusing gateway causes no waiting time; after a lost answer waiting applies and the code is valid", async () => {
  const phone = newPhone();
  await sandbox.orderFault("sms", "too-frequent");
  expect(await send(phone)).toMatchObject({ status: 503, code: "sms-unavailable" });
  await sandbox.orderFault("sms", "lost-answer");
  expect(await send(phone)).toMatchObject({ status: 503, code: "sms-unavailable" });
  expect(await send(phone)).toMatchObject({ status: 429, code: "sms-too-often" });
  expect(await enter(phone, await sandbox.smsCode(phone))).toMatchObject({ status: 200 });
});

test("a code entered within a session adds the phone to that session's account", async () => {
  const { id } = await sandbox.addPerson();
  const { body } = await call("signInWithWechat", {
    body: { code: await sandbox.wechatCode("login", id) },
  });
  const phone = newPhone();
  await send(phone);
  const input = await enter(phone, await sandbox.smsCode(phone), body.token);
  expect(input.body.account).toMatchObject({ accountId: body.account.accountId });
  expect((await call("readAccount", { token: body.token })).body.phoneMasked).toContain("****");
});

test("the database contains no phone number and no code in plain text", async () => {
  const phone = newPhone();
  await send(phone);
  const code = await sandbox.smsCode(phone);
  const rows = JSON.stringify(
    (await pool.query("select phone_hash, code_hash from sms_codes")).rows,
  );
  expect(rows).not.toContain(phone);
  expect(rows).not.toContain(`"${code}"`);
});
