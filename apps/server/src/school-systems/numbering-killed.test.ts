import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { inTransaction } from "../infra/db/database.ts";
import { schoolChanges } from "../infra/db/schema/index.ts";
import { childEnvironment } from "../testing/child-processes.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { readFeed } from "./read-changes.ts";

const { db, url } = await openTestDatabase();
const world = openAttemptWorld(db);
await world.addSchool();
const { id: projectId, schoolCode } = await world.addProject();
const program = fileURLToPath(new URL("testing/number-until-killed.ts", import.meta.url));
const changesOfEach = 60;
const writers = 6;
const collections = await Promise.all(
  Array.from({ length: writers }, () => world.addPaid(projectId)),
);

async function startNumbering(): Promise<ChildProcess> {
  const env = { ...childEnvironment, DATABASE_URL: url };
  const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

test("a reader sees each change exactly once and in order, while processes that number are killed", async () => {
  const running: ChildProcess[] = [];
  onTestFinished(async () => {
    for (const child of running.splice(0)) await kill(child);
  });
  running.push(await startNumbering(), await startNumbering());
  const seen: (typeof schoolChanges.$inferSelect)[] = [];
  let cursor = "0";
  async function read(): Promise<number> {
    const page = await readFeed({ db }, { schoolCode, projectIds: null }, { cursor, limit: 37 });
    seen.push(...page.rows.map(({ change }) => change));
    cursor = page.next;
    return page.rows.length;
  }
  async function write(collectionId: string, place: number): Promise<void> {
    for (let index = 0; index < changesOfEach; index += 1)
      await inTransaction(db, async (tx) => {
        const change = {
          projectId,
          collectionId,
          cause: "upload",
          state: "processing",
          at: new Date(),
        } as const;
        await tx.insert(schoolChanges).values(change);
        // Some transactions stay open while others begin and commit.
        for (let statement = 0; statement < (index + place) % 4; statement += 1)
          await tx.execute("select 1");
      });
  }
  const total = (await db.$count(schoolChanges)) + writers * changesOfEach;
  const writing = Promise.all(
    collections.map(({ collectionId }, place) => write(collectionId, place)),
  );
  let isWriting = true;
  const written = writing.then(() => {
    isWriting = false;
  });
  for (const share of [0.2, 0.4, 0.6]) {
    while (isWriting && seen.length < total * share) await read();
    const victim = running.shift();
    if (victim) await kill(victim);
    running.push(await startNumbering());
  }
  await written;
  while ((await read()) > 0);
  expect(seen.length).toBe(await db.$count(schoolChanges));
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  expect(seen.map(({ position }) => position)).toEqual(seen.map((_, index) => index + 1));
  for (const { collectionId } of collections) {
    const ids = seen.filter((one) => one.collectionId === collectionId).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  }
});
