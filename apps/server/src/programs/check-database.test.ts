import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../infra/db/database.ts";
import { openEmptyDatabase, openTestDatabase } from "../testing/resources.ts";
import { waitForDatabase } from "./check-database.ts";

const { pool } = await openTestDatabase();
const text: string[] = [];
const log = { warn: (message: unknown) => void text.push(String(message)) };
const briefly = { forMs: 300, everyMs: 50 };

test("an available database causes no wait", async () => {
  text.length = 0;
  await waitForDatabase(pool, log, briefly);
  expect(text).toEqual([]);
});

test("an unavailable database is waited for until it is back", async () => {
  text.length = 0;
  let tries = 0;
  // The query fails twice, as on a machine whose database is still starting.
  const query = pool.query.bind(pool);
  const away = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const startingPool = Object.assign(Object.create(pool), {
    query: (...args: Parameters<typeof query>) =>
      ++tries <= 2 ? Promise.reject(away) : query(...args),
  });
  await waitForDatabase(startingPool, log, { forMs: 60_000, everyMs: 10 });
  expect(tries).toBe(3);
  expect(text).toEqual([expect.stringContaining("waiting")]);
});

test("the wait for an unavailable or unmigrated database is limited", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  server.close();
  const away = openDatabase({ url: `postgresql://127.0.0.1:${port}/none` }, { warn: () => {} });
  onTestFinished(away.close);
  const empty = await openEmptyDatabase();
  for (const missing of [away.pool, empty.pool]) {
    text.length = 0;
    await waitForDatabase(missing, log, briefly);
    expect(text).toEqual([expect.stringContaining("waiting")]);
  }
});

test("an error that waiting cannot resolve causes no wait", async () => {
  const wrong = openDatabase({ url: "postgresql://127.0.0.1:1/none" }, { warn: () => {} });
  onTestFinished(wrong.close);
  const refused = Object.assign(new Error("password authentication failed"), { code: "28P01" });
  const refusing = Object.assign(Object.create(wrong.pool), {
    query: () => Promise.reject(refused),
  });
  text.length = 0;
  await waitForDatabase(refusing, log, briefly);
  expect(text).toEqual([]);
});
