import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { childEnvironment } from "../testing/child-environment.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { createRateLimit, deleteOldRateLimits } from "./rate-limit.ts";
import { createSearchHash } from "./sealing/search-hash.ts";

const { db, pool, url } = await openTestDatabase();
const clock = { now: new Date("2026-11-24T10:00:10Z") };
const hit = createRateLimit({ db, clock: () => clock.now, searchHash: createSearchHash(Buffer.alloc(32)) });
const rule = { name: "test", hits: 3, windowS: 60 };

test("so many hits are allowed in a window, then the seconds to its end are told", async () => {
  for (let n = 0; n < 3; n++) expect(await hit(rule, "a")).toEqual({ retryAfterS: null });
  expect(await hit(rule, "a")).toEqual({ retryAfterS: 50 });
  expect(await hit(rule, "b")).toEqual({ retryAfterS: null });
  expect(await hit({ ...rule, name: "other" }, "a")).toEqual({ retryAfterS: null });
  clock.now = new Date("2026-11-24T10:01:00Z");
  expect(await hit(rule, "a")).toEqual({ retryAfterS: null });
});

test("hits at once are all counted", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => hit(rule, "crowd")));
  expect(answers.filter(({ retryAfterS }) => retryAfterS === null)).toHaveLength(3);
});

test("of a large limit a process takes a share at a time, and two of them together allow exactly the limit", async () => {
  const large = { name: "large", hits: 1000, windowS: 60 };
  const other = createRateLimit({ db, clock: () => clock.now, searchHash: createSearchHash(Buffer.alloc(32)) });
  const allowed = await Promise.all(
    Array.from({ length: 1500 }, async (_, n) => (await (n % 3 === 0 ? other : hit)(large, "a")).retryAfterS === null),
  );
  expect(allowed.filter(Boolean)).toHaveLength(1000);
  const counts = await pool.query("select hits from rate_limits where name = 'large'");
  expect(counts.rows).toEqual([{ hits: 1010 }]);
  expect(await hit(large, "a")).toMatchObject({ retryAfterS: expect.any(Number) });
  clock.now = new Date(clock.now.getTime() + 60_000);
  expect(await hit(large, "a")).toEqual({ retryAfterS: null });
});

test("two processes share one limit", async () => {
  const program = fileURLToPath(new URL("../testing/hit-rate-limit.ts", import.meta.url));
  const allowed = await Promise.all(
    [1, 2].map(async () => {
      const env = { ...childEnvironment, DATABASE_URL: url };
      const child = spawn(process.execPath, [program], {
        env,
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [output] = await Promise.all([text(child.stdout), once(child, "exit")]);
      return Number(output);
    }),
  );
  expect(allowed.reduce((sum, one) => sum + one)).toBe(50);
});

test("subjects are kept as keyed hashes, and old counts are forgotten", async () => {
  await hit(rule, "203.0.113.9");
  const rows = async () => (await pool.query("select * from rate_limits")).rows;
  expect(JSON.stringify(await rows())).not.toContain("203.0.113.9");
  await deleteOldRateLimits(db, new Date(clock.now.getTime() + 3 * 86_400_000));
  expect(await rows()).toEqual([]);
});
