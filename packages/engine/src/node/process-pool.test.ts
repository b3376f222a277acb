import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { startDecoder } from "./decoder-process.ts";
import { engineReads } from "./engine-pool.ts";
import { findIsolation } from "./isolation.ts";
import { createProcessPool, type ProcessPool, type ProcessPoolOptions } from "./process-pool.ts";

interface StubbornJob {
  readonly bytes: Uint8Array;
}

const entry = new URL("../testing/stubborn-worker.ts", import.meta.url);
const options: ProcessPoolOptions = {
  ...{
    entry,
    reads: engineReads,
    settings: {},
    workers: 1,
    timeoutMs: 60_000,
    maxWaiting: 8,
    idleMs: 60_000,
  },
};
let pool: ProcessPool<StubbornJob> | undefined;

afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

const start = async (
  changes: Partial<ProcessPoolOptions> = {},
): Promise<ProcessPool<StubbornJob>> => {
  pool = createProcessPool({ ...options, ...changes });
  await pool.start();
  return pool;
};
const run = (on: ProcessPool<StubbornJob>, doing: string, signal?: AbortSignal) =>
  on.run({ bytes: Buffer.from(doing) }, signal ? { signal } : {});

test("stops a photo that hangs at the time limit, and processes the next one", async () => {
  const pool = await start({ timeoutMs: 700 });
  const [hanging, waiting] = [run(pool, "hang"), run(pool, "echo")];
  await expect(hanging).rejects.toMatchObject({
    name: "PhotoTimeoutError",
    message: expect.stringContaining("700 ms"),
  });
  await expect(waiting).resolves.toEqual({ echoed: "echo" });
});

test("stops a running photo whose caller cancels, and processes the next one", async () => {
  const pool = await start();
  const caller = new AbortController();
  const running = run(pool, "hang", caller.signal);
  const waiting = run(pool, "echo");
  caller.abort(new Error("the student closed the page"));
  await expect(running).rejects.toThrow("the student closed the page");
  await expect(waiting).resolves.toEqual({ echoed: "echo" });
});

test("drops a queued photo whose caller cancels, without affecting the running one", async () => {
  const pool = await start({ timeoutMs: 700, maxWaiting: 1 });
  const caller = new AbortController();
  const running = run(pool, "hang");
  const waiting = run(pool, "echo", caller.signal);
  caller.abort(new Error("never mind"));
  await expect(waiting).rejects.toThrow("never mind");
  const next = run(pool, "echo next");
  await expect(running).rejects.toMatchObject({ name: "PhotoTimeoutError" });
  await expect(next).resolves.toEqual({ echoed: "echo next" });
  await expect(run(pool, "echo", AbortSignal.abort(new Error("too late")))).rejects.toThrow(
    "too late",
  );
});

test("keeps no file of a finished job in memory while its process lives", async () => {
  const pool = await start();
  const runOne = async (): Promise<WeakRef<StubbornJob>> => {
    const job = { bytes: Buffer.from("echo") };
    await pool.run(job);
    return new WeakRef(job);
  };
  const finished = await runOne();
  // The latest job may still be referenced.
  await run(pool, "echo");
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  expect(finished.deref()).toBeUndefined();
});

test("refuses a photo if the queue is full, and accepts photos again afterwards", async () => {
  const pool = await start({ timeoutMs: 700, maxWaiting: 1 });
  const [running, waiting] = [run(pool, "hang"), run(pool, "echo")];
  await expect(run(pool, "echo")).rejects.toMatchObject({ name: "PoolBusyError" });
  await expect(running).rejects.toMatchObject({ name: "PhotoTimeoutError" });
  await expect(waiting).resolves.toEqual({ echoed: "echo" });
  await expect(run(pool, "echo")).resolves.toEqual({ echoed: "echo" });
});

test.each([
  ["throws", "throw", "the photo broke something"],
  ["ends its process", "xit", "exited with code: 7"],
  ["makes native code give up", "stop", "was ended by SIG"],
  ["fills its process's memory", "memory", "was ended by SIG"],
  ["asks for more bytes than any photo", "bytes", "Failed to allocate memory"],
])("a photo that %s is rejected without affecting the others", async (_, doing, message) => {
  const pool = await start({ workers: 2 });
  const [good, bad, next] = [run(pool, "echo 1"), run(pool, doing), run(pool, "echo 2")];
  await expect(bad).rejects.toThrow(message);
  await expect(Promise.all([good, next])).resolves.toEqual([
    { echoed: "echo 1" },
    { echoed: "echo 2" },
  ]);
  await expect(run(pool, "echo 3")).resolves.toEqual({ echoed: "echo 3" });
});

test("replaces a process after its maximum number of files", async () => {
  const pool = await start();
  const pids: unknown[] = [];
  for (let file = 1; file <= 201; file++) pids.push(await run(pool, "pid"));
  expect(new Set(pids.slice(0, 200)).size).toBe(1);
  expect(pids[200]).not.toBe(pids[0]);
});

test("ends a process after its idle time, except for the last one", async () => {
  const pool = await start({ workers: 2, idleMs: 300 });
  const pids = async () =>
    new Set((await Promise.all([run(pool, "pid"), run(pool, "pid")])).map(String));
  const both = await pids();
  expect(both.size).toBe(2);
  const alive = () => [...both].filter((pid) => existsSync(`/proc/${pid}`));
  await expect.poll(() => alive().length).toBe(1);
  const [remaining] = alive();
  expect(await run(pool, "pid")).toBe(Number(remaining));
});

test("replaces a process that died while idle, without failing the next job", async () => {
  const pool = await start();
  const pid = Number(await run(pool, "pid"));
  process.kill(pid, "SIGKILL");
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
  await expect(run(pool, "echo")).resolves.toEqual({ echoed: "echo" });
});

test("rejects unfinished photos when it is closed", async () => {
  const pool = await start();
  const unfinished = [run(pool, "hang"), run(pool, "echo")].map((photo) =>
    expect(photo).rejects.toMatchObject({ name: "PoolClosedError" }),
  );
  await pool.close();
  await Promise.all(unfinished);
  await expect(run(pool, "echo")).rejects.toMatchObject({ name: "PoolClosedError" });
});

test("reports a worker that cannot start at once, without retrying", async () => {
  const broken = new URL("../testing/worker-that-does-not-exist.mjs", import.meta.url);
  const pool = createProcessPool<StubbornJob>({ ...options, entry: broken });
  await expect(pool.start()).rejects.toMatchObject({
    name: "DecoderStartError",
    message: expect.stringContaining("worker-that-does-not-exist"),
  });
  await pool.close();
});

test("ends a worker that never reports ready at its time limit", async () => {
  const silent = new URL("../testing/silent-worker.ts", import.meta.url);
  const starting = startDecoder({
    entry: silent,
    reads: engineReads,
    settings: {},
    flags: [],
    startTimeoutMs: 1000,
  });
  await expect(starting).rejects.toMatchObject({
    name: "DecoderStartError",
    message: expect.stringContaining("not ready within 1000 ms"),
  });
});

test("code in a worker process has no secrets, privileges, network or files of the service", async () => {
  process.env.DATABASE_URL = "postgres://secret";
  const pool = createProcessPool<StubbornJob>(options);
  const { level, isNobody } = await pool.start();
  const secrets = [
    "/proc/1/environ",
    `/proc/${process.pid}/environ`,
    "/etc/shadow",
    process.argv[1] ?? "",
  ];
  const match = await run(pool, `look${secrets.join(" ")}`.replace("look", "l"));
  await pool.close();
  process.stderr.write(`isolation: ${level}${isNobody ? ", as nobody" : ""}\n`);
  expect(match).toMatchObject({ folder: "/" });
  const { environment, reads, network, uid } = Object(match);
  expect(
    environment.filter((name: string) => !/^(LANG|MALLOC_|NODE_CHANNEL_|PWD$)/.test(name)),
  ).toEqual([]);
  if (isNobody) expect([uid, ...reads.slice(0, 3)]).toEqual([65_534, "EACCES", "EACCES", "EACCES"]);
  if (["sandbox", "bubblewrap", "namespaces"].includes(level))
    expect(network).not.toBe("connected");
  if (level === "sandbox") expect(network).toMatch(/EPERM|EACCES/);
});

test("reading single files, such as a package.json, does not weaken the isolation", async () => {
  expect(engineReads.map((path) => basename(path))).toContain("package.json");
  const folders = engineReads.filter((path) => statSync(path).isDirectory());
  expect((await findIsolation(engineReads)).level).toBe((await findIsolation(folders)).level);
});

/** Returns a script that starts a process with a pool whose photo hangs, and prints the worker's process id. */
const script = (ending: string): string => `
  const { startDecoder } = await import(${JSON.stringify(new URL("./decoder-process.ts", import.meta.url).href)});
  const { createProcessPool } = await import(${JSON.stringify(new URL("./process-pool.ts", import.meta.url).href)});
  const given = ${JSON.stringify(options)};
  const entry = new URL(${JSON.stringify(entry.href)});
  ${ending}`;
const here = fileURLToPath(new URL(".", import.meta.url));

test("a process exits by itself if its pool is closed or idle", () => {
  for (const close of ["await pool.close();", ""]) {
    const ending = `
      const pool = createProcessPool({ ...given, entry });
      const answer = await pool.run({ bytes: Buffer.from("echo") });
      ${close}
      console.log(answer.echoed);`;
    const args = ["--input-type=module", "--eval", script(ending)];
    const output = execFileSync(process.execPath, args, { cwd: here, timeout: 30_000 });
    expect(output.toString().trim()).toBe("echo");
  }
});

test.runIf(process.platform === "linux")(
  "a worker that processes a photo does not outlive a killed parent",
  async () => {
    const ending = `
    const worker = await startDecoder({ entry, reads: given.reads, settings: {}, flags: [], startTimeoutMs: 30_000 });
    worker.hold(true);
    worker.send({ bytes: Buffer.from("hang") });
    console.log(worker.pid);`;
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", script(ending)], {
      cwd: here,
    });
    const [line] = await once(parent.stdout, "data");
    const pid = Number(String(line));
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    parent.kill("SIGKILL");
    const isMissing = (): boolean =>
      !existsSync(`/proc/${pid}`) ||
      readFileSync(`/proc/${pid}/stat`, "latin1").split(" ")[2] === "Z";
    await expect.poll(isMissing, { timeout: 10_000 }).toBe(true);
  },
);
