/** `npm run attack`: attacks on the running product, and what those wait who do nothing meanwhile. `-- --only words` tries those named so. */
import { setPriority } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startProduct } from "../product/start-product.ts";
import { allAttacks } from "./all-attacks.ts";
import { startBystander } from "./bystander.ts";
import { openTarget } from "./open-target.ts";
import { type Outcome, runAttack } from "./run-attacks.ts";
import { attackedSettings } from "./settings.ts";

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const say = (words: string): void => void process.stderr.write(`${words}\n`);
/** The share of a core that a reader needs counts too: each session has its own limit. */
const bystanders = 5;
const quietMs = 5000;

const product = await startProduct(attackedSettings);
// Attackers compute on machines of their own.
setPriority(10);
const outcomes: Outcome[] = [];
let quiet = { reads: 0, medianMs: 0, p99Ms: 0, worstMs: 0 };
try {
  const target = openTarget(product);
  const readers = [];
  for (let number = 0; number < bystanders; number++) readers.push(await target.addStudent());
  const bystander = startBystander(product.url, readers);
  try {
    await delay(quietMs / 2);
    await bystander.waited();
    await delay(quietMs);
    const { refused: _, ...waited } = await bystander.waited();
    quiet = waited;
    say(`without an attack: ${JSON.stringify(quiet)}`);
    for (const attack of allAttacks.filter(({ name }) => new RegExp(values.only).test(name))) {
      const outcome = await runAttack(attack, target, bystander);
      outcomes.push(outcome);
      const { held, name, must, saw, seconds, worstMs } = outcome;
      say(
        `${held ? "held  " : "BROKEN"} ${seconds} s, others waited ${worstMs} ms  ${name}\n       must: ${must}\n       saw:  ${saw}`,
      );
    }
  } finally {
    bystander.stop();
  }
} finally {
  await product.stop();
}
const broken = outcomes.filter(({ held }) => !held).length;
const worstBystanderMs = Math.max(0, ...outcomes.map(({ worstMs }) => worstMs));
const byAttack = outcomes.map(({ name, held, seconds, worstMs, p99Ms }) => ({ name, held, seconds, worstMs, p99Ms }));
const figures = { attacks: outcomes.length, broken, worstBystanderMs, quiet, byAttack };
process.stdout.write(`${JSON.stringify({ bench: "attack", ...figures })}\n`);
process.exitCode = broken === 0 && outcomes.length > 0 ? 0 : 1;
