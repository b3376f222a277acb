import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { attempts, collectionHistory, processes } from "../infra/db/schema/index.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { openPhotoWorld } from "../photos/testing/photo-world.ts";
import { childEnvironment } from "../testing/child-processes.ts";
import { openTestDatabase, temporaryFolder } from "../testing/resources.ts";

const { db, pool, url } = await openTestDatabase();
const folder = temporaryFolder("worker");
const program = fileURLToPath(new URL("./worker.ts", import.meta.url));
const world = openPhotoWorld(db, createLocalDisk(folder));

async function start(databaseUrl = url) {
  // MALLOC_ARENA_MAX is set in advance, so that the killed process is the worker itself and no wrapper.
  const settings = { MALLOC_ARENA_MAX: "1", GRADPHOTO_OBJECTS: folder, GRADPHOTO_WORKERS: "1" };
  const env = { ...childEnvironment, DATABASE_URL: databaseUrl, ...settings };
  const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const log = text(child.stderr);
  onTestFinished(() => void child.kill("SIGKILL"));
  await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  const end = async (signal: NodeJS.Signals): Promise<unknown> => {
    child.kill(signal);
    return (await ended)[0];
  };
  return { end, log };
}

test("the photo of a killed worker is finished once by the next worker, which ends when asked", async () => {
  await world.addSchool();
  const student = await world.addStudent(await world.addProject());
  const { collectionId } = student;
  const attemptId = await world.uploadPortrait(student);

  // Blocks the worker, which needs this row to finish the photo.
  const holder = await pool.connect();
  await holder.query("begin");
  await holder.query("select from attempts where id = $1 for update", [attemptId]);
  const killed = await start();
  const waits = async () =>
    (
      await pool.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      )
    ).rowCount;
  await expect.poll(waits, { timeout: 60_000, interval: 50 }).toBe(1);
  const next = await start();
  await killed.end("SIGKILL");
  const killedAt = performance.now();
  await holder.query("rollback");
  holder.release();
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  expect(attempt?.state).toBe("processing");

  const repeated = async () =>
    (
      await pool.query(
        "select from pgboss.job where name = 'standardize-photo' and retry_count = 1 and state = 'active'",
      )
    ).rowCount;
  await expect.poll(repeated, { timeout: 60_000, interval: 50 }).toBe(1);
  expect(performance.now() - killedAt, "until another worker is at it").toBeLessThan(15_000);
  const stateNow = async () =>
    (await db.select().from(attempts).where(eq(attempts.id, attemptId)))[0]?.state;
  await expect.poll(stateNow, { timeout: 60_000, interval: 50 }).toBe("made");
  expect(await next.end("SIGTERM")).toBe(0);
  const moves = await db
    .select({ move: collectionHistory.move })
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId))
    .orderBy(collectionHistory.id);
  expect(moves.map(({ move }) => move)).toEqual(["start", "pay", "upload", "made"]);
  for (const line of (await next.log).trim().split("\n"))
    expect(() => JSON.parse(line), line).not.toThrow();
});

test("a worker can be stopped while the database is unavailable", async () => {
  const { host, port } = new pg.Client({ connectionString: url });
  const open = new Set<Socket>();
  const door = createServer((near) => {
    // A path is the folder of a Unix socket.
    const far = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const socket of [near, far]) open.add(socket.on("error", () => {}));
    near.pipe(far).pipe(near);
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  const through = new URL(url);
  through.host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  through.search = "";
  await db.delete(processes);
  const worker = await start(through.href);
  await expect.poll(() => db.$count(processes), { timeout: 60_000 }).toBe(1);
  door.close();
  for (const socket of open) socket.destroy();

  expect(await worker.end("SIGTERM")).toBe(0);
  expect(await worker.log).toContain("stays on the list, silent");
});
