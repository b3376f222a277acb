import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Outcome } from "../outcome.ts";
import { findSpec } from "../testing/shared-engine.ts";
import { createEnginePool, type EnginePool, type PoolOptions } from "./engine-pool.ts";
import { TooCostlyError } from "./pool-errors.ts";

const spec = findSpec("chsi-blue");
const options: PoolOptions = { workers: 1, timeoutMs: 60_000, maxWaiting: 8, heic: false };

/** Pool that all tests with the default options share, because an engine takes a second to start. */
let pool: EnginePool;
beforeAll(async () => {
  pool = await createEnginePool(options);
});
afterAll(() => pool.close());

async function open(other: Partial<PoolOptions>): Promise<EnginePool> {
  const opened = await createEnginePool({ ...options, ...other });
  onTestFinished(opened.close);
  return opened;
}

const sha256 = (data: Uint8Array | string): string =>
  createHash("sha256").update(data).digest("hex");

/** Returns the process id of the only engine of this process. */
function enginePid(): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8")
    .trim()
    .split(" ");
  const pid = children.find((child) =>
    readFileSync(`/proc/${child}/cmdline`, "utf8").includes("pool-worker.ts"),
  );
  return Number(pid);
}

describe("a pool of engines", () => {
  const faces = join(
    dirname(createRequire(import.meta.url).resolve("material-kit/package.json")),
    "assets/img/faces",
  );
  const photo = readFileSync(join(faces, "marc.jpg"));
  const fingerprint = ({ photo, report }: Outcome): string => {
    if (!photo) throw new Error("no photo was made");
    return `${sha256(photo)} ${sha256(JSON.stringify({ ...report, timingsMs: null }))}`;
  };

  test("returns the same bytes from one worker and from two, and every time", async () => {
    const single = [await pool.standardize(photo, spec), await pool.standardize(photo, spec)];
    const { standardize } = await open({ workers: 2 });
    const together = await Promise.all(Array.from({ length: 4 }, () => standardize(photo, spec)));
    expect(new Set([...single, ...together].map(fingerprint)).size).toBe(1);
    expect(photo.length, "the caller keeps its bytes").toBeGreaterThan(0);
  });

  test("photos cancelled during processing harm neither the process nor the next photo", async () => {
    for (const ms of [20, 60, 100, 140, 180, 220]) {
      const abandoned = pool.standardize(photo, spec, { signal: AbortSignal.timeout(ms) });
      await abandoned.catch((error: Error) => expect(error.name).toBe("TimeoutError"));
    }
    expect((await pool.standardize(photo, spec)).kind).toBe("made");
  });

  test("verifies a finished photo, and reports text as unreadable", async () => {
    const { photo: finished } = await pool.standardize(photo, spec);
    if (!finished) throw new Error("no photo was made");
    expect((await pool.verify(finished, spec)).verdict).not.toBe("refused");
    expect((await pool.verify(Buffer.from("no photo at all"), spec)).kind).toBe("unreadable");
  });

  test("rejects a photo that takes too long, and can report it like a broken file", async () => {
    const { standardize } = await open({ timeoutMs: 500 });
    const large = await sharp(photo).resize(4000).jpeg({ progressive: true }).toBuffer();
    await expect(standardize(large, spec)).rejects.toThrow(TooCostlyError);
    const { kind, report } = await standardize(large, spec, { isTooCostly: true });
    expect([kind, report.verdict]).toEqual(["unreadable", "refused"]);
    const broken = report.findings.find(({ id }) => id === "file-broken");
    expect(broken?.message.en).toContain("more time or memory");
  });

  test.each([
    ["SIGABRT", "TooCostlyError"],
    ["SIGKILL", "DecoderEndedError"],
  ] as const)(
    "%s during a photo causes a %s, and the next photo succeeds",
    async (signal, name) => {
      const standardized = pool.standardize(photo, spec, {
        onStep: (step) => void (step === "find-face" && process.kill(enginePid(), signal)),
      });
      await expect(standardized).rejects.toMatchObject({ name });
      expect((await pool.standardize(photo, spec)).kind).toBe("made");
    },
  );

  test("recognizes a smaller copy of a picture by its hash, but no other picture, and hashes no text", async () => {
    const { lookAt } = pool;
    const pictureHash = async (bytes: Uint8Array) => {
      const result = await lookAt(bytes);
      return typeof result === "string" ? null : result.pictureHash;
    };
    const hash = (await pictureHash(photo)) ?? "";
    expect(hash).toMatch(/^[01]{64}$/);
    const differing = (other: string | null): number =>
      [...hash].reduce((bits, bit, i) => bits + (bit === other?.[i] ? 0 : 1), 0);
    const smaller = await sharp(photo).resize(200).jpeg({ quality: 60 }).toBuffer();
    expect(differing(await pictureHash(smaller))).toBeLessThanOrEqual(6);
    for (const name of ["kendall", "christian", "camp"])
      expect(
        differing(await pictureHash(readFileSync(join(faces, `${name}.jpg`)))),
        name,
      ).toBeGreaterThan(12);
    expect(await pictureHash(Buffer.from("no photo at all"))).toBeNull();
  });
});
