/** Floods of requests: documents, unknown addresses, one address. */
import assert from "node:assert/strict";
import {
  type Attack,
  ask,
  attackedSettings,
  counted,
  expectLogged,
  type Target,
} from "../target.ts";

const connections = 10;
const floodMs = 4000;

/** Sends many requests and returns the status of each answer. */
async function flood(
  { product, newAddress }: Target,
  paths: readonly string[],
): Promise<readonly number[]> {
  const statuses: number[] = [];
  const untilMs = performance.now() + floodMs;
  const lane = async (): Promise<void> => {
    const headers = { "x-forwarded-for": newAddress() };
    for (let number = 0; performance.now() < untilMs; number++) {
      const { status } = await ask(product.url, paths[number % paths.length] ?? "/", { headers });
      statuses.push(status);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return statuses;
}

const endless = (name: string, paths: readonly string[], status: number): Attack => ({
  name: `ten connections request ${name} without end`,
  must: `${status} or 429 from memory; others are not affected`,
  run: async (target) => {
    const statuses = await flood(target, paths);
    assert.deepEqual(
      statuses.filter((one) => one !== status && one !== 429),
      [],
    );
    return counted(statuses);
  },
});

export const floodAttacks: readonly Attack[] = [
  endless("the documents", ["/docs", "/about", "/openapi.json", "/docs/redoc.js"], 200),
  endless("unknown addresses", ["/v1/nothing/1", "/v1/nothing/2"], 404),
  {
    name: "one address sends more requests than a campus",
    must: "429 with retry-after for that address, and a log line; another address is answered",
    run: async ({ product, newAddress }) => {
      const headers = { "x-forwarded-for": newAddress() };
      const most = 2 * Number(attackedSettings.GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE);
      let requests = 0;
      let retryAfter: string | null = null;
      const lane = async (): Promise<void> => {
        while (retryAfter === null && requests++ < most) {
          const answer = await ask(product.url, "/v1/operator", { headers });
          if (answer.status === 429) retryAfter = answer.headers.get("retry-after");
          else assert.equal(answer.status, 200);
        }
      };
      await Promise.all(Array.from({ length: connections }, lane));
      assert.match(retryAfter ?? "never refused", /^\d+$/);
      const other = await ask(product.url, "/v1/operator", {
        headers: { "x-forwarded-for": newAddress() },
      });
      assert.equal(other.status, 200);
      await expectLogged(product, "/v1/operator", 429);
      return `429 after ${requests}, retry after ${retryAfter} s; the next address: 200`;
    },
  },
];
