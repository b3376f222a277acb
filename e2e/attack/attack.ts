/** `npm run attack`: attacks on the running product, and what those wait who do nothing meanwhile. `-- --only words` tries those named so. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { PersonClient } from "../people/client.ts";
import { quantile } from "../people/measure.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { headersOf, statusPath } from "../people/requests.ts";
import { addShootingStudent, type ShootingStudent } from "../people/shooting-student.ts";
import { signInStaff } from "../people/staff.ts";
import { type Product, root, startProduct } from "../product/start-product.ts";
import type { Attack, Target } from "./attack-kinds.ts";
import { auditAttacks } from "./attacks/audit-log.ts";
import { containerAttacks } from "./attacks/containers.ts";
import { decoderAttacks } from "./attacks/decoders.ts";
import { floodAttacks } from "./attacks/floods.ts";
import { fourEyesAttacks } from "./attacks/four-eyes.ts";
import { headerAttacks } from "./attacks/headers.ts";
import { lockAttacks } from "./attacks/locks.ts";
import { machineAttacks } from "./attacks/machine.ts";
import { moneyAttacks } from "./attacks/money.ts";
import { productionAttacks } from "./attacks/production.ts";
import { requestAttacks } from "./attacks/requests.ts";
import { sessionAttacks } from "./attacks/sessions.ts";
import { storedPhotoAttacks } from "./attacks/stored-photos.ts";
import { uploadAttacks } from "./attacks/uploads.ts";
import { readHeld } from "./event-loop.ts";
import { attackedSettings } from "./settings.ts";

interface Waited {
  readonly reads: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** Statuses other than 200, and broken connections. */
  readonly refused: readonly string[];
}

interface Bystander {
  /** Since it was asked last. */
  readonly waited: () => Promise<Waited>;
  readonly stop: () => void;
}

const reported = z.object({ waits: z.array(z.number()), refused: z.array(z.string()) });

/** Paying students of other accounts who read their status all the time, in a process of their own: what an attack costs those who do nothing. */
function startBystander(url: string, students: readonly ShootingStudent[]): Bystander {
  const readers = students.map((student) => ({ path: statusPath(student), headers: headersOf(student) }));
  const child = fork(join(root, "e2e", "attack", "read-status.ts"), [JSON.stringify({ url, readers })]);
  return {
    waited: async () => {
      child.send("waited");
      const [message] = await once(child, "message");
      const { waits, refused } = reported.parse(message);
      const [medianMs, p99Ms, worstMs] = [0.5, 0.99, 1].map((part) => quantile(waits, part));
      return { reads: waits.length, medianMs: medianMs ?? 0, p99Ms: p99Ms ?? 0, worstMs: worstMs ?? 0, refused };
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}

/** Tries attacks one after the other while bystanders read, and says of each whether it held and what others waited. */
interface Outcome {
  readonly name: string;
  readonly must: string;
  readonly held: boolean;
  /** What was seen, or why it did not hold. */
  readonly saw: string;
  readonly seconds: number;
  readonly worstMs: number;
  readonly p99Ms: number;
}

/** What an attack left to do is done. */
const settleMs = 500;
const longestMs = 120_000;
/** Of a bystander's read, whatever is done beside it. */
const mostWaitedMs = 250;

async function runAttack(attack: Attack, target: Target, bystander: Bystander): Promise<Outcome> {
  await delay(settleMs);
  await bystander.waited();
  const beganMs = performance.now();
  const tried = await within(longestMs, attack.run({ ...target, product: listeningFromNow(target.product) })).then(
    (saw) => ({ held: true, saw }),
    (error: unknown) => ({ held: false, saw: wordsOf(error) }),
  );
  const seconds = Math.round((performance.now() - beganMs) / 100) / 10;
  const { worstMs, p99Ms, refused } = await bystander.waited();
  const others = [
    ...(refused.length === 0 ? [] : [`; bystanders were refused: ${[...new Set(refused)].join(", ")}`]),
    ...(worstMs < mostWaitedMs ? [] : [`; a bystander waited ${worstMs} ms`]),
  ];
  const { name, must } = attack;
  const held = tried.held && others.length === 0;
  return { name, must, held, saw: tried.saw + others.join(""), seconds, worstMs, p99Ms };
}

/** What earlier attacks left in the log says nothing of this one. */
function listeningFromNow(product: Product): Product {
  const saidBefore = product.log().length;
  return { ...product, log: () => product.log().slice(saidBefore) };
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

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 600);

/** The one list of attacks on the running product, in the order they are tried; what a test of the server can try is tried there. */
const allAttacks: readonly Attack[] = [
  ...containerAttacks,
  ...floodAttacks,
  ...uploadAttacks,
  ...lockAttacks,
  ...sessionAttacks,
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

/** The product with everybody whom attacks need. */
function openTarget(product: Product): Target {
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
    readHeld: () => readHeld(product),
    newAddress: () => {
      strangers += 1;
      return `172.16.${strangers >> 8}.${strangers & 255}`;
    },
  };
}

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const report = (words: string): void => void process.stderr.write(`${words}\n`);
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
    report(`without an attack: ${JSON.stringify(quiet)}`);
    for (const attack of allAttacks.filter(({ name }) => new RegExp(values.only).test(name))) {
      const outcome = await runAttack(attack, target, bystander);
      outcomes.push(outcome);
      const { held, name, must, saw, seconds, worstMs } = outcome;
      report(
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
process.stdout.write(`${JSON.stringify({ program: "attack", ...figures })}\n`);
process.exitCode = broken === 0 && outcomes.length > 0 ? 0 : 1;
