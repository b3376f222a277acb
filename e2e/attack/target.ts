/** Common parts of all attacks: requests, photos, the product's log, and checks of the result. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { PersonClient } from "../people/client.ts";
import { take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import { judged as judgedWithin, upload } from "../people/submit-photo.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Product } from "../product/start-product.ts";

export interface Target {
  readonly product: Product;
  readonly world: OutsideWorld;
  /** Adds a student who has paid and agreed, with an address of their own. */
  readonly addStudent: () => Promise<ShootingStudent>;
  /** Returns a client of this staff member, who signs in only once, because a one-time code opens one session. */
  readonly staff: (username: string) => Promise<PersonClient>;
  /** Returns an outside address that nobody else has. */
  readonly newAddress: () => string;
  /** Returns how long the API's thread was blocked since the last call. */
  readonly readHeld: () => Promise<Held>;
}

export interface Held {
  readonly p99Ms: number;
  readonly worstMs: number;
  /** Longest delay of a process without work meanwhile, which the machine caused. */
  readonly idleWorstMs: number;
}

export interface Attack {
  readonly name: string;
  /** Expected result. */
  readonly must: string;
  /** Returns the actual result. Throws if the product did not hold. */
  readonly run: (target: Target) => Promise<string>;
}

export const smsCodesPerHour = 6;

/** Settings with one proxy, so that strangers have addresses of their own, and with encrypted pictures. */
export const attackedSettings = {
  GRADPHOTO_PROXIES: "1",
  GRADPHOTO_METRICS_PORT: "0",
  GRADPHOTO_WORKERS: "1",
  GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify({
    "decision-hold": 2 / 60,
    "sms-codes-hour": smsCodesPerHour,
  }),
  GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE: "12000",
  GRADPHOTO_OBJECT_KEYS: `attacked:${randomBytes(32).toString("base64")}`,
} as const satisfies Readonly<Record<string, string>>;

export interface Answered {
  readonly status: number;
  /** Code of the problem; empty if there is none. */
  readonly code: string;
  readonly headers: Headers;
  readonly text: string;
}

export async function ask(url: string, path: string, init: RequestInit = {}): Promise<Answered> {
  const answer = await fetch(`${url}${path}`, { redirect: "manual", ...init });
  const text = await answer.text();
  const code = /"code":"([a-z-]+)"/.exec(text)?.[1] ?? "";
  return { status: answer.status, code, headers: answer.headers, text };
}

export const asPerson = (client: PersonClient): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${client.token() ?? ""}`,
});

export const statusesIn = (text: string): readonly number[] =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

/** Counts results, such as "12 × 200, 3 × 429". */
export const counted = (results: readonly (string | number)[]): string =>
  [...new Set(results)]
    .map((one) => `${results.filter((other) => other === one).length} × ${one}`)
    .join(", ");

const verdictWithinMs = 110_000;

export const judged = (
  student: Pick<ShootingStudent, "client" | "collectionId">,
  attemptId: string,
) => judgedWithin(student, attemptId, verdictWithinMs);

/** Asserts that another student's photo is accepted and made, so the worker is alive. */
export async function expectPhotosAreMade(target: Target): Promise<void> {
  const student = await target.addStudent();
  const { attemptId } = await take(upload(student));
  assert.equal((await judged(student, attemptId)).state, "made");
}

/** Time limit of a log line, which follows its answer through a pipe. */
const loggedWithinMs = 5000;

/** Fails unless the log has a line about a request of this route with this status. */
export const expectLogged = (product: Product, route: string, status: number): Promise<void> =>
  expectLine(product, `${status} of ${route}`, (line) =>
    [`"route":"${route}"`, `"status":${status},`].every((part) => line.includes(part)),
  );

/** Fails unless the log has such a line. */
export async function expectLine(
  product: Product,
  about: string,
  isIt: (line: string) => boolean,
): Promise<void> {
  const isLogged = async (): Promise<boolean> => product.log().split("\n").some(isIt);
  await waitUntil(`a line of the log on ${about}`, isLogged, Boolean, loggedWithinMs);
}
