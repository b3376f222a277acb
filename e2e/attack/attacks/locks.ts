/** Strangers who guess, so that those whom it belongs to are kept out. */
import assert from "node:assert/strict";
import { z } from "zod";
import { openClient, refusal, take } from "../../people/client.ts";
import { demoStaff, signInStaff } from "../../people/staff.ts";
import { findProject, lastFourOf, signIn } from "../../people/student.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { ask } from "../ask.ts";
import type { Attack, Target } from "../attack-kinds.ts";
import { expectLogged } from "../logged.ts";

const tries = 60;
const wrong = { password: "not-the-password", oneTimeCode: "000000" };

async function guess({ product: { url } }: Target, username: string, address: string): Promise<string> {
  const { status, code } = await ask(url, "/v1/staff/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    body: JSON.stringify({ username, ...wrong }),
  });
  return `${status} ${code}`;
}

const counted = (answers: readonly string[]): string =>
  [...new Set(answers)].map((one) => `${answers.filter((other) => other === one).length} × ${one}`).join(", ");

export const lockAttacks: readonly Attack[] = [
  {
    name: "sixty wrong passwords for one name from sixty addresses",
    against: ["lock-as-weapon"],
    must: "each refused, in the audit log, never with what was typed; the right person with the right code gets in at once",
    run: async (target) => {
      const username = "senior-reviewer";
      const answers: string[] = [];
      for (let number = 0; number < tries; number += 5) {
        const five = Array.from({ length: 5 }, () => guess(target, username, target.newAddress()));
        answers.push(...(await Promise.all(five)));
      }
      assert.deepEqual(
        answers.filter((one) => !/staff-sign-in-(refused|locked)|too-many-requests/.test(one)),
        [],
      );
      const right = await signInStaff(target.product.url, username);
      await take(right.call("readStaffAccount", {}));
      assert.ok(!target.product.log().includes(wrong.password), "a guessed password stands in the log");
      assert.ok(!target.product.log().includes(demoStaff.password), "the password stands in the log");
      await expectLogged(target.product, "/v1/staff/sign-in", 401);
      const { rows } = await inProductDatabase(target.product, (client) =>
        client.query("select 1 from audit_entries where action = 'staff-sign-in-failed'"),
      );
      assert.ok(rows.length >= tries, `${rows.length} of ${tries} are in the audit log`);
      return `${counted(answers)}; then signed in`;
    },
  },
  {
    name: "many addresses of one IPv6 network",
    against: ["ipv6-many"],
    must: "they are one caller: locked after five guesses; another network is not",
    run: async (target) => {
      const username = "nobody-has-this-name";
      const answers: string[] = [];
      for (let number = 1; number <= 7; number++) {
        answers.push(await guess(target, username, `2001:db8:7:7:${number.toString(16)}::${number}`));
      }
      assert.match(answers.at(-1) ?? "", /staff-sign-in-locked/);
      const other = await guess(target, username, "2001:db8:7:8::1");
      assert.match(other, /staff-sign-in-refused/);
      return `${counted(answers)}; the next /64: ${other}`;
    },
  },
  {
    name: "strangers who guess the last four of a code that is not theirs",
    against: ["lock-as-weapon"],
    must: "locked for accounts made since; its owner, who was there before, goes on",
    run: async ({ product: { url }, world }) => {
      const owner = await signIn(world, url);
      const { chsi } = await findProject(owner, world, { query: "jndx", category: "bachelor" });
      const text = await world.codeText({ studentId: chsi.id });
      const lastFour = lastFourOf(chsi);
      const bad = lastFour === "0000" ? "1111" : "0000";
      const ends: string[] = [];
      for (let stranger = 0; stranger < 3; stranger++) {
        const { client } = await signIn(world, url);
        const { readingId } = await take(client.call("readCode", { body: { text } }));
        for (let number = 0; number < 4; number++) {
          const tried = await client.call("verifyCode", { body: { readingId, lastFour: bad } });
          ends.push(tried.ok ? "done" : tried.problem.code);
        }
      }
      assert.ok(ends.includes("last-four-locked"), "ten guesses of a code lock it for nobody");
      const late = await signIn(world, url);
      const reading = await late.client.call("readCode", { body: { text } });
      if (reading.ok) {
        const { readingId } = reading.value;
        await refusal(late.client.call("verifyCode", { body: { readingId, lastFour } }), "last-four-locked");
      } else assert.equal(reading.problem.code, "last-four-locked");
      const { readingId } = await take(owner.client.call("readCode", { body: { text } }));
      const { student } = await take(owner.client.call("verifyCode", { body: { readingId, lastFour } }));
      assert.equal(student.name, chsi.name);
      return `${counted(ends)}; a new account is locked out, the owner is not`;
    },
  },
  {
    name: "text messages to one telephone asked for from thirty addresses",
    against: ["sms-flood"],
    must: "one message; the others are refused with the time to wait (sms-too-often)",
    run: async ({ product: { url }, world, newAddress }) => {
      const phone = "13800990099";
      const answers = await Promise.all(
        Array.from({ length: 30 }, async () => {
          const { status, code } = await ask(url, "/v1/sign-in/sms-code", {
            method: "POST",
            headers: { "content-type": "application/json", "x-forwarded-for": newAddress() },
            body: JSON.stringify({ phone }),
          });
          return `${status} ${code}`.trim();
        }),
      );
      const sent = z.array(z.unknown()).parse(await world.control("GET", `/sms/messages?phone=${phone}`));
      assert.equal(sent.length, 1);
      assert.equal(answers.filter((one) => one.endsWith("sms-too-often")).length, answers.length - 1);
      return counted(answers);
    },
  },
  {
    name: "a telephone's six digits guessed",
    against: ["sms-flood"],
    must: "five tries of a code, then none of it is good any more",
    run: async ({ product: { url } }) => {
      const { call } = openClient(url);
      const phone = "13800990098";
      await take(call("sendSmsCode", { body: { phone } }));
      const ends: string[] = [];
      for (let number = 0; number < 8; number++) {
        const tried = await call("signInWithSms", { body: { phone, code: String(100_000 + number) } });
        ends.push(tried.ok ? "done" : tried.problem.code);
      }
      assert.deepEqual(ends.slice(5), ["sms-code-expired", "sms-code-expired", "sms-code-expired"]);
      return counted(ends);
    },
  },
];
