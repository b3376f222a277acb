import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { appendAuditOfEach } from "../core/audit/audit-chain.ts";
import { inTransaction } from "../infra/db/database.ts";
import { audit } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { childEnvironment } from "../testing/child-processes.ts";
import { openTestDatabase } from "../testing/resources.ts";

const { db, pool, url } = await openTestDatabase();
const acts = 1000;
const writers = 8;
const program = fileURLToPath(new URL("../testing/chain-until-killed.ts", import.meta.url));

async function startChaining(databaseUrl: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program], {
    env: { ...childEnvironment, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

async function killChaining(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

test("a killed audit chain process loses and duplicates no row, and another process continues", async () => {
  const running: ChildProcess[] = [];
  onTestFinished(async () => {
    for (const child of running.splice(0)) await killChaining(child);
  });
  running.push(await startChaining(url), await startChaining(url));
  let next = 0;
  async function write(): Promise<void> {
    while (next < acts) {
      const subject = `collection:${next++}`;
      const entry = { actor: "system", action: "move:pay", subject, details: {} } as const;
      await inTransaction(db, (tx) =>
        appendAuditOfEach(tx, () => new Date(), entry, [entry.subject]),
      );
    }
  }
  const written = Promise.all(Array.from({ length: writers }, write));
  const chained = async (): Promise<number> => db.$count(audit);
  for (const share of [0.2, 0.5]) {
    await expect.poll(chained, { interval: 5 }).toBeGreaterThan(acts * share);
    const victim = running.shift();
    if (victim) await killChaining(victim);
    running.push(await startChaining(url));
  }
  await written;
  expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: acts, waiting: 0 });
  const { rows } = await pool.query("select count(distinct subject)::int as subjects from audit");
  expect(rows).toEqual([{ subjects: acts }]);
});
