/** Strangers who guess and flood, so that others are locked out or messages cost money. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { take } from "../../people/client.ts";
import { demoStaff, signInStaff } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import {
  type Attack,
  ask,
  smsCodesPerHour as budget,
  counted,
  expectLogged,
  type Target,
} from "../target.ts";

const tries = 60;
const wrong = { password: "not-the-password", oneTimeCode: "000000" };
let phones = 0;
const newPhone = (): string => `1380098${String(1000 + phones++)}`;

async function send(
  { product: { url } }: Target,
  path: string,
  body: object,
  address: string,
): Promise<string> {
  const { status, code } = await ask(url, path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    body: JSON.stringify(body),
  });
  return `${status} ${code}`.trim();
}

const sendCode = (target: Target, phone: string, address = target.newAddress()): Promise<string> =>
  send(target, "/v1/sign-in/sms-code", { phone }, address);

export const lockAttacks: readonly Attack[] = [
  {
    name: "sixty wrong passwords for one account from sixty addresses",
    must: "each is refused; the checked ones are in the audit log without the password; the owner signs in from a known browser",
    run: async (target) => {
      const username = "senior-reviewer";
      const browserId = randomUUID();
      await signInStaff(target.product.url, username, { browserId });
      const answers: string[] = [];
      for (let number = 0; number < tries; number += 5) {
        const five = Array.from({ length: 5 }, () =>
          send(target, "/v1/staff/sign-in", { username, ...wrong }, target.newAddress()),
        );
        answers.push(...(await Promise.all(five)));
      }
      assert.deepEqual(
        answers.filter((one) => !/staff-sign-in-(refused|locked)/.test(one)),
        [],
      );
      const right = await signInStaff(target.product.url, username, { browserId });
      await take(right.call("readStaffAccount", {}));
      for (const secret of [wrong.password, demoStaff.password]) {
        assert.ok(!target.product.log().includes(secret), "a password is in the log");
      }
      await expectLogged(target.product, "/v1/staff/sign-in", 401);
      const { rows } = await inProductDatabase(target.product, (client) =>
        client.query("select 1 from audit_entries where action = 'staff-sign-in-failed'"),
      );
      const refusedCount = answers.filter((one) => one.includes("staff-sign-in-refused")).length;
      assert.ok(
        refusedCount > 0 && rows.length >= refusedCount,
        `${rows.length} of ${refusedCount} are in the audit log`,
      );
      return `${counted(answers)}; then signed in`;
    },
  },
  {
    name: "a thousand invalid requests from the address of a campus",
    must: "each is refused for its own reason, and others at the same address are not affected",
    run: async (target) => {
      const campus = target.newAddress();
      const paths = [
        "/v1/staff/sign-in",
        "/v1/sign-in/sms-code",
        "/v1/sign-in/sms",
        "/v1/site-days/code",
      ];
      const answers: string[] = [];
      for (let number = 0; number < 1000; number += paths.length) {
        answers.push(...(await Promise.all(paths.map((path) => send(target, path, {}, campus)))));
      }
      assert.deepEqual([...new Set(answers)], ["400 body-invalid"]);
      const upload = `/v1/collections/${randomUUID()}/attempts`;
      const made = { token: "made-up", text: "made-up" };
      const unsigned = await Promise.all(
        Array.from({ length: 30 }, () => send(target, upload, {}, campus)),
      );
      assert.deepEqual([...new Set(unsigned)], ["401 session-missing"]);
      assert.equal(await send(target, "/v1/site-days/code", made, campus), "410 site-link-ended");
      assert.equal(
        await send(target, "/v1/staff/sign-in", { username: "nobody", ...wrong }, campus),
        "401 staff-sign-in-refused",
      );
      assert.equal(await sendCode(target, newPhone(), campus), "200");
      return `${counted([...answers, ...unsigned])}; then a code, a camera code and a sign-in are checked`;
    },
  },
  {
    name: "text messages to one phone number and to many, from many addresses",
    must: "one message to one number, the hourly budget to all numbers, then none",
    run: async (target) => {
      const phone = newPhone();
      const one = await Promise.all(Array.from({ length: 30 }, () => sendCode(target, phone)));
      assert.equal(one.filter((answer) => answer.endsWith("sms-too-often")).length, one.length - 1);
      const answers: string[] = [];
      while (answers.length <= budget) answers.push(await sendCode(target, newPhone()));
      assert.equal(answers.at(-1), "503 sms-budget-spent");
      return `${counted(one)}; ${counted(answers)}`;
    },
  },
];
