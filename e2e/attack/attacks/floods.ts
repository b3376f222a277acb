/** Requests without end: documents, addresses that are not there. */
import assert from "node:assert/strict";
import { ask } from "../ask.ts";
import type { Attack, Target } from "../attack-kinds.ts";
import { expectLogged } from "../logged.ts";

const connections = 10;
const floodMs = 4000;
/** The bound is below. */
const mostOfStranger = 7000;

/** Answers how many were asked, and which statuses came. */
async function flood({ product, newAddress }: Target, paths: (number: number) => string) {
  const statuses = new Map<number, number>();
  const untilMs = performance.now() + floodMs;
  let asked = 0;
  const lane = async (): Promise<void> => {
    const headers = { "x-forwarded-for": newAddress() };
    while (performance.now() < untilMs) {
      const { status } = await ask(product.url, paths(asked++), { headers });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return { asked, statuses };
}

const told = (statuses: ReadonlyMap<number, number>): string =>
  [...statuses].map(([status, times]) => `${times} × ${status}`).join(", ");

export const floodAttacks: readonly Attack[] = [
  {
    name: "ten connections that read the documents without end",
    against: ["documents-cost"],
    must: "made once and answered from memory (200), others read on",
    run: async (target) => {
      const documents = ["/docs", "/openapi.json", "/docs/redoc.js"];
      const { asked, statuses } = await flood(target, (number) => documents[number % documents.length] ?? "/docs");
      assert.deepEqual(
        [...statuses.keys()].filter((status) => status !== 200 && status !== 429),
        [],
      );
      return `${asked} in ${floodMs / 1000} s: ${told(statuses)}`;
    },
  },
  {
    name: "ten connections that ask for what is not there without end",
    against: ["no-limit"],
    must: "404, the same words for all, others read on",
    run: async (target) => {
      const { asked, statuses } = await flood(target, (number) => `/v1/nothing/${number}`);
      assert.deepEqual(
        [...statuses.keys()].filter((status) => status !== 404 && status !== 429),
        [],
      );
      return `${asked} in ${floodMs / 1000} s: ${told(statuses)}`;
    },
  },
  {
    name: "a stranger who asks more often than a campus does",
    against: ["no-limit"],
    must: "429 with retry-after for that address, in the log; another one is answered",
    run: async ({ product, newAddress }) => {
      const { url } = product;
      const headers = { "x-forwarded-for": newAddress() };
      let asked = 0;
      let retryAfter: string | null = null;
      const lane = async (): Promise<void> => {
        while (retryAfter === null && asked < mostOfStranger) {
          asked += 1;
          const answer = await ask(url, "/v1/operator", { headers });
          if (answer.status === 429) retryAfter = answer.headers.get("retry-after");
          else assert.equal(answer.status, 200);
        }
      };
      await Promise.all(Array.from({ length: connections }, lane));
      assert.match(retryAfter ?? "never refused", /^\d+$/);
      const other = await ask(url, "/v1/operator", { headers: { "x-forwarded-for": newAddress() } });
      assert.equal(other.status, 200);
      await expectLogged(product, "/v1/operator", 429);
      return `429 after ${asked}, retry after ${retryAfter} s; the next address: 200`;
    },
  },
];
