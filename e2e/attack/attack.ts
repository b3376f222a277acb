/** `npm run attack`: attacks on the running product, and the delay of uninvolved students. `-- --only name` selects attacks. */

import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { PersonClient } from "../people/client.ts";
import { quantile } from "../people/measure.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import {
  addShootingStudent,
  headersOf,
  type ShootingStudent,
  statusPath,
} from "../people/shooting-student.ts";
import { signInStaff } from "../people/staff.ts";
import { type Product, root, startProduct } from "../product/start-product.ts";
import { containerAttacks } from "./attacks/containers.ts";
import { decoderAttacks } from "./attacks/decoders.ts";
import { floodAttacks } from "./attacks/floods.ts";
import { lockAttacks } from "./attacks/locks.ts";
import { machineAttacks, productionAttacks } from "./attacks/machine.ts";
import { headerAttacks, moneyAttacks, requestAttacks } from "./attacks/requests.ts";
import { schoolSystemAttacks } from "./attacks/school-systems.ts";
import { fourEyesAttacks, sessionAttacks } from "./attacks/sessions.ts";
import { auditAttacks, storedPhotoAttacks } from "./attacks/storage.ts";
import { uploadAttacks } from "./attacks/uploads.ts";
import { type Attack, attackedSettings, type Held, type Target } from "./target.ts";

interface Waited {
  readonly reads: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** Statuses other than 200, and broken connections. */
  readonly refused: readonly string[];
}

interface Bystander {
  /** Returns the delays since the last call. */
  readonly waited: () => Promise<Waited>;
  readonly stop: () => void;
}

const reported = z.object({ waits: z.array(z.number()), refused: z.array(z.string()) });

/** Starts students of other accounts who read their status all the time, in a separate process. */
function startBystander(url: string, students: readonly ShootingStudent[]): Bystander {
  const readers = students.map((student) => ({
    path: statusPath(student),
    headers: headersOf(student),
  }));
  const child = fork(join(root, "e2e", "attack", "read-status.ts"), [
    JSON.stringify({ url, readers }),
  ]);
  return {
    waited: async () => {
      child.send("waited");
      const [message] = await once(child, "message");
      const { waits, refused } = reported.parse(message);
      const at = (part: number): number => quantile(waits, part) ?? 0;
      return {
        reads: waits.length,
        medianMs: at(0.5),
        p95Ms: at(0.95),
        p99Ms: at(0.99),
        worstMs: at(1),
        refused,
      };
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}

interface Outcome {
  readonly name: string;
  readonly must: string;
  readonly held: boolean;
  /** Actual result, or the reason why the product did not withstand the attack. */
  readonly saw: string;
  readonly seconds: number;
  readonly waited: Omit<Waited, "refused">;
}

/** Time for work that the previous attack left. */
const settleMs = 500;
const longestMs = 120_000;
/** Maximum delay of a bystander's read during any attack. */
const maxWaitMs = 250;

async function runAttack(attack: Attack, target: Target, bystander: Bystander): Promise<Outcome> {
  await delay(settleMs);
  await bystander.waited();
  const beganMs = performance.now();
  const tried = await within(
    longestMs,
    attack.run({ ...target, product: withFreshLog(target.product) }),
  ).then(
    (saw) => ({ held: true, saw }),
    (error: unknown) => ({ held: false, saw: wordsOf(error) }),
  );
  const seconds = Math.round((performance.now() - beganMs) / 100) / 10;
  const { refused, ...waited } = await bystander.waited();
  const { worstMs } = waited;
  const others = [
    ...(refused.length === 0
      ? []
      : [`; bystanders were refused: ${[...new Set(refused)].join(", ")}`]),
    ...(worstMs < maxWaitMs ? [] : [`; a bystander waited ${worstMs} ms`]),
  ];
  const { name, must } = attack;
  const held = tried.held && others.length === 0;
  return { name, must, held, saw: tried.saw + others.join(""), seconds, waited };
}

/** Returns the product with a log that hides the lines of earlier attacks. */
function withFreshLog(product: Product): Product {
  const previous = product.log().length;
  return { ...product, log: () => product.log().slice(previous) };
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const over = new AbortController();
  const late = delay(ms, null, { signal: over.signal }).then(() => {
    throw new Error(`it was not over after ${ms / 1000} s`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 600);

/** All attacks on the running product, in their order. Attacks that need no running product are tests of the server. */
const allAttacks: readonly Attack[] = [
  ...containerAttacks,
  ...floodAttacks,
  ...uploadAttacks,
  ...lockAttacks,
  ...sessionAttacks,
  ...schoolSystemAttacks,
  ...headerAttacks,
  ...requestAttacks,
  ...storedPhotoAttacks,
  ...decoderAttacks,
  ...auditAttacks,
  ...moneyAttacks,
  ...fourEyesAttacks,
  ...productionAttacks,
  ...machineAttacks,
];

const served = z.object({ process: z.literal("api"), url: z.string() });
/** Returns the blocked time. Node counts the pause between two measurements as blocked. */
const blockedMs = (measuredMs: number): number => Math.round(measuredMs) - 10;

/**
 * Reads how long the API's thread was blocked since the last call, and how long a process without work was blocked
 * meanwhile.
 */
async function readHeld({ log }: Product, yardstick: ChildProcess): Promise<Held> {
  const [address] = log()
    .split("\n")
    .filter((line) => line.includes("metrics are served"))
    .flatMap((line) => served.safeParse(JSON.parse(line)).data ?? []);
  assert.ok(address, "the API serves no metrics");
  const text = await (await fetch(address.url)).text();
  const ms = (name: string): number =>
    blockedMs(
      Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, "m").exec(text)?.[1]) *
        1000,
    );
  yardstick.send("held");
  const [idleMs] = await once(yardstick, "message");
  return { p99Ms: ms("p99"), worstMs: ms("max"), idleWorstMs: blockedMs(z.number().parse(idleMs)) };
}

/** Opens the product with everybody whom attacks need. */
function openTarget(product: Product, yardstick: ChildProcess): Target {
  const world = openOutsideWorld(product.sandboxUrl);
  const sessions = new Map<string, Promise<PersonClient>>();
  let students = 0;
  let strangers = 0;
  return {
    product,
    world,
    addStudent: () => addShootingStudent(world, product.url, students++),
    staff: (username) => {
      const session = sessions.get(username) ?? signInStaff(product.url, username);
      sessions.set(username, session);
      return session;
    },
    readHeld: () => readHeld(product, yardstick),
    newAddress: () => {
      strangers += 1;
      return `172.16.${strangers >> 8}.${strangers & 255}`;
    },
  };
}

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const report = (words: string): void => void process.stderr.write(`${words}\n`);
/** Number of bystanders. Each session has its own limit, so several take turns. */
const bystanders = 5;
const quietMs = 5000;

const product = await startProduct(attackedSettings);
const yardstick = fork(join(root, "e2e", "attack", "yardstick.ts"));
// The attacker's priority is low, because real attackers have their own machines.
setPriority(10);
const outcomes: Outcome[] = [];
let quiet = { reads: 0, medianMs: 0, p95Ms: 0, p99Ms: 0, worstMs: 0 };
try {
  const target = openTarget(product, yardstick);
  const readers = [];
  for (let number = 0; number < bystanders; number++) readers.push(await target.addStudent());
  const bystander = startBystander(product.url, readers);
  try {
    await delay(quietMs / 2);
    await bystander.waited();
    await delay(quietMs);
    const { refused: _, ...waited } = await bystander.waited();
    quiet = waited;
    report(`without an attack: ${JSON.stringify(quiet)}`);
    for (const attack of allAttacks.filter(({ name }) => new RegExp(values.only).test(name))) {
      const outcome = await runAttack(attack, target, bystander);
      outcomes.push(outcome);
      const { held, name, must, saw, seconds, waited } = outcome;
      const { medianMs, p95Ms, worstMs } = waited;
      report(
        `${held ? "held  " : "BROKEN"} ${seconds} s, others waited ${medianMs} ms (median), ${p95Ms} ms (p95), ${worstMs} ms (worst)  ${name}\n       expected: ${must}\n       actual:   ${saw}`,
      );
    }
  } finally {
    bystander.stop();
  }
} finally {
  yardstick.disconnect();
  await product.stop();
}
const broken = outcomes.filter(({ held }) => !held).length;
const worstBystanderMs = Math.max(0, ...outcomes.map(({ waited }) => waited.worstMs));
const byAttack = outcomes.map(({ name, held, seconds, waited }) => ({
  name,
  held,
  seconds,
  ...waited,
}));
const figures = { attacks: outcomes.length, broken, worstBystanderMs, quiet, byAttack };
process.stdout.write(`${JSON.stringify({ program: "attack", ...figures })}\n`);
process.exitCode = broken === 0 && outcomes.length > 0 ? 0 : 1;
