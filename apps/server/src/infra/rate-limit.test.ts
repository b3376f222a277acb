import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { childEnvironment } from "../testing/child-processes.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { createRateLimits, deleteOldRateLimits, networkOf } from "./rate-limit.ts";
import { createSearchHash } from "./sealing/search-hash.ts";

const { db, pool, url } = await openTestDatabase();
const clock = { now: new Date("2026-11-24T10:00:10Z") };
const searchHash = createSearchHash(Buffer.alloc(32));
const { spend, left, forget } = createRateLimits({ db, clock: () => clock.now, searchHash });
const rule = { name: "test", hits: 3, windowS: 60 };
const wait = (seconds: number): void => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};

test("a window starts with its first hit and allows the limit; then the seconds until its end are returned", async () => {
  expect(await left(rule, "a")).toMatchObject({ hits: 3, retryAfterS: 60 });
  expect(await spend(rule, "a")).toBeNull();
  wait(20);
  for (let n = 0; n < 2; n++) expect(await spend(rule, "a")).toBeNull();
  expect(await spend(rule, "a")).toBe(40);
  expect(await left(rule, "a")).toMatchObject({ hits: 0, retryAfterS: 40 });
  expect(await spend(rule, "b")).toBeNull();
  expect(await spend({ ...rule, name: "other" }, "a")).toBeNull();
  wait(40);
  expect(await left(rule, "a")).toMatchObject({ hits: 3 });
  expect(await spend(rule, "a")).toBeNull();
  expect(await left(rule, "a")).toMatchObject({ hits: 2 });
  await forget(rule, "a");
  expect(await left(rule, "a")).toMatchObject({ hits: 3 });
});

test("concurrent hits are all counted", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => spend(rule, "crowd")));
  expect(answers.filter((retryAfterS) => retryAfterS === null)).toHaveLength(3);
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

test("subjects are stored as keyed hashes, and old counts are deleted", async () => {
  await spend(rule, "203.0.113.9");
  const rows = async () => (await pool.query("select * from rate_limits")).rows;
  expect(JSON.stringify(await rows())).not.toContain("203.0.113.9");
  wait(3600);
  await deleteOldRateLimits(db, clock.now);
  expect(await rows()).toEqual([]);
});

test("IPv6 addresses of one /64 are one network, and addresses outside it are others", () => {
  const network = networkOf("2001:db8:1:2::1");
  for (const same of [
    "2001:db8:1:2:ffff:ffff:ffff:ffff",
    "2001:DB8:1:2::",
    "2001:0db8:0001:0002:0:0:0:9",
  ]) {
    expect(networkOf(same), same).toBe(network);
  }
  for (const other of ["2001:db8:1:3::1", "2001:db8:2:2::1", "fe80::1", "::1"]) {
    expect(networkOf(other), other).not.toBe(network);
  }
});

test("each IPv4 address is its own network in every notation", () => {
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
  expect(networkOf("::ffff:203.0.113.9")).toBe("203.0.113.9");
  expect(networkOf("203.0.113.10")).not.toBe(networkOf("203.0.113.9"));
});

test("a text that is not an address is returned unchanged", () => {
  expect(networkOf("unix")).toBe("unix");
});
