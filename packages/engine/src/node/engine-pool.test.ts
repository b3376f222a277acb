import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPhotoSpec, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import type { Outcome } from "../standardize.ts";
import { createEnginePool, type EnginePool, type PoolOptions, startPool } from "./engine-pool.ts";

function defaultSpec(): PhotoSpec {
  const spec = findPhotoSpec("chsi-blue");
  if (!spec) throw new Error("the default spec is missing");
  return spec;
}
const spec = defaultSpec();

const options: PoolOptions = { workers: 1, timeoutMs: 60_000, maxWaiting: 8, heic: false };
let pool: EnginePool | undefined;

afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

const sha256 = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

describe("a pool of engines", () => {
  const faces = join(dirname(createRequire(import.meta.url).resolve("material-kit/package.json")), "assets/img/faces");
  const photo = readFileSync(join(faces, "marc.jpg"));
  const fingerprint = ({ photo, report }: Outcome): string => {
    if (!photo) throw new Error("no photo was made");
    return `${sha256(photo)} ${sha256(JSON.stringify({ ...report, timingsMs: null }))}`;
  };

  test("gives the same bytes from one worker and from two, and every time", async () => {
    pool = await createEnginePool(options);
    const alone = [await pool.standardize(photo, spec), await pool.standardize(photo, spec)];
    await pool.close();
    pool = await createEnginePool({ ...options, workers: 2 });
    const { standardize } = pool;
    const together = await Promise.all(Array.from({ length: 4 }, () => standardize(photo, spec)));
    expect(new Set([...alone, ...together].map(fingerprint)).size).toBe(1);
    expect(photo.length, "the caller keeps its bytes").toBeGreaterThan(0);
  });

  test("photos given up in the middle of their work harm neither the process nor the next photo", async () => {
    const { standardize } = await createEnginePool(options).then((created) => {
      pool = created;
      return created;
    });
    for (const ms of [20, 60, 100, 140, 180, 220]) {
      const givenUp = standardize(photo, spec, { signal: AbortSignal.timeout(ms) });
      await givenUp.catch((error: Error) => expect(error.name).toBe("TimeoutError"));
    }
    expect((await standardize(photo, spec)).kind).toBe("made");
  });

  test("measures a finished photo, and says of text that it is unreadable", async () => {
    pool = await createEnginePool(options);
    const { photo: finished } = await pool.standardize(photo, spec);
    if (!finished) throw new Error("no photo was made");
    expect((await pool.verify(finished, spec)).verdict).not.toBe("refused");
    expect((await pool.verify(Buffer.from("no photo at all"), spec)).kind).toBe("unreadable");
  });

  test("knows a picture again that was saved again and smaller, takes no other for it, and text for none", async () => {
    pool = await createEnginePool(options);
    const { lookAt } = pool;
    const pictureHash = async (bytes: Uint8Array) => (await lookAt(bytes))?.pictureHash ?? null;
    const hash = (await pictureHash(photo)) ?? "";
    expect(hash).toMatch(/^[01]{64}$/);
    const differing = (other: string | null): number =>
      [...hash].reduce((bits, bit, i) => bits + (bit === other?.[i] ? 0 : 1), 0);
    const smaller = await sharp(photo).resize(200).jpeg({ quality: 60 }).toBuffer();
    expect(differing(await pictureHash(smaller))).toBeLessThanOrEqual(6);
    for (const name of ["kendall", "christian", "camp"])
      expect(differing(await pictureHash(readFileSync(join(faces, `${name}.jpg`)))), name).toBeGreaterThan(12);
    expect(await pictureHash(Buffer.from("no photo at all"))).toBeNull();
  });
});

describe("a pool whose photos misbehave", () => {
  const stubbornWorker = new URL("../testing/stubborn-worker.mjs", import.meta.url);
  const start = async (changes: Partial<PoolOptions> = {}): Promise<EnginePool> => {
    pool = await startPool(stubbornWorker, { ...options, ...changes }, 200);
    return pool;
  };
  const run = ({ standardize }: EnginePool, doing: string, signal?: AbortSignal) =>
    standardize(Buffer.from(doing), spec, signal ? { signal } : {});

  test("ends a photo that hangs at the time limit, and the next one works", async () => {
    const pool = await start({ timeoutMs: 200 });
    const [hanging, waiting] = [run(pool, "hang"), run(pool, "echo")];
    await expect(hanging).rejects.toMatchObject({
      name: "PhotoTimeoutError",
      message: expect.stringContaining("200 ms"),
    });
    await expect(waiting).resolves.toEqual({ echoed: "echo" });
  });

  test("ends a photo whose caller gives up while it runs, and the next one works", async () => {
    const pool = await start();
    const caller = new AbortController();
    const running = run(pool, "hang", caller.signal);
    const waiting = run(pool, "echo");
    caller.abort(new Error("the student closed the page"));
    await expect(running).rejects.toThrow("the student closed the page");
    await expect(waiting).resolves.toEqual({ echoed: "echo" });
  });

  test("forgets a waiting photo whose caller gives up, and leaves the running one alone", async () => {
    const pool = await start({ timeoutMs: 300, maxWaiting: 1 });
    const caller = new AbortController();
    const running = run(pool, "hang");
    const waiting = run(pool, "echo", caller.signal);
    caller.abort(new Error("never mind"));
    await expect(waiting).rejects.toThrow("never mind");
    const next = run(pool, "echo next");
    await expect(running).rejects.toMatchObject({ name: "PhotoTimeoutError" });
    await expect(next).resolves.toEqual({ echoed: "echo next" });
    await expect(run(pool, "echo", AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
  });

  test("refuses a photo when enough wait already, and takes photos again afterwards", async () => {
    const pool = await start({ timeoutMs: 300, maxWaiting: 1 });
    const [running, waiting] = [run(pool, "hang"), run(pool, "echo")];
    await expect(run(pool, "echo")).rejects.toMatchObject({ name: "PoolBusyError" });
    await expect(running).rejects.toMatchObject({ name: "PhotoTimeoutError" });
    await expect(waiting).resolves.toEqual({ echoed: "echo" });
    await expect(run(pool, "echo")).resolves.toEqual({ echoed: "echo" });
  });

  test.each([
    ["throws", "throw", "the photo broke something"],
    ["ends its thread", "xit", "exited with code: 7"],
    ["fills its thread's memory", "memory", "memory limit"],
  ])("a photo that %s is rejected alone", async (_, doing, message) => {
    const pool = await start({ workers: 2 });
    const [good, bad, next] = [run(pool, "echo 1"), run(pool, doing), run(pool, "echo 2")];
    await expect(bad).rejects.toThrow(message);
    await expect(Promise.all([good, next])).resolves.toEqual([{ echoed: "echo 1" }, { echoed: "echo 2" }]);
    await expect(run(pool, "echo 3")).resolves.toEqual({ echoed: "echo 3" });
  });

  test("rejects what is unfinished when it is closed", async () => {
    const pool = await start();
    const unfinished = [run(pool, "hang"), run(pool, "echo")].map((photo) =>
      expect(photo).rejects.toMatchObject({ name: "PoolClosedError" }),
    );
    await pool.close();
    await Promise.all(unfinished);
    await expect(run(pool, "echo")).rejects.toMatchObject({ name: "PoolClosedError" });
  });

  test("a worker that cannot start is told at once instead of being tried again and again", async () => {
    const broken = new URL("../testing/worker-that-does-not-exist.mjs", import.meta.url);
    await expect(startPool(broken, options)).rejects.toThrow("worker-that-does-not-exist");
  });

  test("a process whose pool is closed ends by itself", () => {
    const script = `
      import ${JSON.stringify(new URL("../../bin/load-typescript.mjs", import.meta.url).href)};
      const { startPool } = await import(${JSON.stringify(new URL("./engine-pool.ts", import.meta.url).href)});
      const pool = await startPool(new URL(${JSON.stringify(stubbornWorker.href)}), ${JSON.stringify(options)});
      const answer = await pool.standardize(Buffer.from("echo"), {});
      await pool.close();
      console.log(answer.echoed);`;
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd, timeout: 30_000 });
    expect(output.toString().trim()).toBe("echo");
  });
});
