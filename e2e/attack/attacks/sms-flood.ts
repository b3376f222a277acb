/** Text messages that strangers have us pay for. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { openClient, take } from "../../people/client.ts";
import { ask } from "../ask.ts";
import type { Attack, Target } from "../attack-kinds.ts";
import { attackedSettings } from "../settings.ts";

const budget = Number(attackedSettings.GRADPHOTO_SMS_PER_HOUR);
let phones = 0;

interface Proof {
  readonly token: string;
  readonly answer: string;
}

/** From an address and for a telephone that nobody used before. */
async function send({ product: { url }, newAddress }: Target, phone: string, proof?: Proof): Promise<string> {
  const { status, code } = await ask(url, "/v1/sign-in/sms-code", {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": newAddress() },
    body: JSON.stringify({ phone, proof }),
  });
  return `${status} ${code}`.trim();
}

const newPhone = (): string => `1380098${String(1000 + phones++)}`;

/** In turns with those who read meanwhile. */
async function solve(token: string, bits: number): Promise<Proof> {
  for (let tried = 0; ; tried++) {
    const hash = createHash("sha256").update(`${token}:${tried}`).digest();
    if (hash.readUInt32BE() >>> (32 - bits) === 0) return { token, answer: String(tried) };
    if (tried % 200 === 0) await turn();
  }
}

async function proofFor({ product: { url } }: Target, phone: string): Promise<Proof> {
  const { token, bits } = await take(openClient(url).call("startHumanProof", { body: { phone } }));
  return solve(token, bits);
}

export const smsFloodAttacks: readonly Attack[] = [
  {
    name: "text messages to many telephones from many addresses",
    against: ["sms-flood"],
    must: "once half the budget is used each asks for work, which counts for one telephone once; after the budget none goes",
    run: async (target) => {
      const answers: string[] = [];
      while (answers.length < budget && !answers.at(-1)?.startsWith("403"))
        answers.push(await send(target, newPhone()));
      assert.equal(answers.at(-1), "403 human-proof-needed");
      const phone = newPhone();
      const proof = await proofFor(target, phone);
      assert.equal(await send(target, newPhone(), proof), "400 human-proof-wrong", "another's telephone");
      assert.equal(await send(target, phone, { ...proof, answer: "0" }), "400 human-proof-wrong", "no work");
      assert.equal(await send(target, phone, proof), "200");
      assert.equal(await send(target, phone, proof), "400 human-proof-wrong", "the same work again");
      const late: string[] = [];
      while (late.length < budget && !late.at(-1)?.startsWith("503")) {
        const next = newPhone();
        late.push(await send(target, next, await proofFor(target, next)));
      }
      assert.equal(late.at(-1), "503 sms-budget-spent");
      return `${answers.length - 1} sent freely, ${late.length} with work, then sms-budget-spent`;
    },
  },
];
