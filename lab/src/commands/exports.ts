/** Exports a ZIP of 10,000 photos and a workbook of as many rows over a fast and a slow line; watches the service's memory. */
import { spawn } from "node:child_process";
import { createHash, type Hash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { memoryEnvironment } from "@gradphoto/engine/memory-environment";
import { z } from "zod";
import { createLocalDisk } from "../../../apps/server/src/infra/object-store/local-disk.ts";
import { logProgress, withLabDatabase } from "../server/lab-database.ts";
import { seedMany } from "../server/lists/seed-many.ts";
import { seedPhotos } from "../server/lists/seed-photos.ts";
import { signInStaff } from "../server/sign-in-staff.ts";

const help = `npm run lab -- exports [--photos N] [--slow MB]

Takes N (10000) photos out as a ZIP as fast as it goes, then over a line of MB (8) megabytes a second that breaks once in the
middle and goes on; both must be the same bytes. Then a workbook of all collections. The last line of stdout is one JSON object.`;

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "10000" },
    slow: { type: "string", default: "8" },
    help: { type: "boolean", default: false },
  },
});
const [photos, slowMb] = [Number(values.photos), Number(values.slow)];
if (values.help || !(photos >= 100) || !(slowMb > 0)) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

/** Of another process; Linux alone tells. */
const rssMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

interface Line {
  readonly from?: number;
  /** Infinity for as fast as it goes. */
  readonly bytesPerS?: number;
  /** The line breaks there. */
  readonly stopAt?: number;
}

/** Downloads a file or a part of it into `hash`; returns where it ended. */
async function take(address: string, authorization: string, hash: Hash, line: Line = {}): Promise<number> {
  const { from = 0, bytesPerS = Number.POSITIVE_INFINITY, stopAt = Number.POSITIVE_INFINITY } = line;
  const request = get(address, { headers: { authorization, ...(from > 0 && { range: `bytes=${from}-` }) } });
  const answer: IncomingMessage = (await once(request, "response"))[0];
  if (answer.statusCode !== (from > 0 ? 206 : 200)) throw new Error(`answered ${answer.statusCode}`);
  const startedMs = performance.now();
  let at = from;
  for await (const piece of answer) {
    const stored = piece.subarray(0, stopAt - at);
    hash.update(stored);
    at += stored.length;
    if (at >= stopAt) break;
    const aheadMs = ((at - from) / bytesPerS) * 1000 - (performance.now() - startedMs);
    if (aheadMs > 5) await delay(aheadMs);
  }
  request.destroy();
  return at;
}

async function startApi(databaseUrl: string, objectsFolder: string) {
  const env = {
    ...process.env,
    ...memoryEnvironment,
    DATABASE_URL: databaseUrl,
    PORT: "0",
    GRADPHOTO_OBJECTS: objectsFolder,
  };
  const api = spawn(
    process.execPath,
    [fileURLToPath(new URL("../../../apps/server/src/programs/api.ts", import.meta.url))],
    { env, stdio: ["ignore", "pipe", "inherit"] },
  );
  let url = "";
  for await (const line of createInterface(api.stdout)) {
    url = /https?:\/\/[\d.:]+/.exec(line)?.[0] ?? "";
    if (url) break;
  }
  api.stdout.resume();
  const stop = async (): Promise<void> => {
    api.kill("SIGTERM");
    if (api.exitCode === null) await once(api, "exit");
  };
  return { url, pid: api.pid ?? 0, stop };
}

type Api = Awaited<ReturnType<typeof startApi>>;

const begun = z.object({ url: z.string(), bytesTotal: z.number().nullable(), rowsTotal: z.number() });

async function measure({ url, pid }: Api, projectId: string): Promise<void> {
  const authorization = `Bearer ${await signInStaff(url, "school-admin")}`;
  const headers = { authorization, "content-type": "application/json" };
  const start = async (body: object) => {
    const startedMs = performance.now();
    const answer = await fetch(`${url}/v1/staff/exports`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return { ...begun.parse(await answer.json()), startMs: Math.round(performance.now() - startedMs) };
  };
  const figures: Record<string, object> = {};
  const watch = async (name: string, work: () => Promise<number>): Promise<void> => {
    const startMb = rssMb(pid);
    let mostMb = startMb;
    const timer = setInterval(() => {
      mostMb = Math.max(mostMb, rssMb(pid));
    }, 50);
    const startedMs = performance.now();
    try {
      const bytes = await work();
      const s = (performance.now() - startedMs) / 1000;
      const [mbPerS, tenths] = [Math.round(bytes / s / 1e5) / 10, Math.round(s * 10) / 10];
      figures[name] = { bytes, s: tenths, mbPerS, startMb: Math.round(startMb), mostMb: Math.round(mostMb) };
      logProgress(`${name}: ${JSON.stringify(figures[name])}`);
    } finally {
      clearInterval(timer);
    }
  };

  const wish = { kind: "finished-photos", format: "zip", language: "zh", filters: { projectId } };
  const [fast, slow] = [await start(wish), await start(wish)];
  const slowHash = createHash("sha256");
  await watch("zip", () => take(url + fast.url, authorization, createHash("sha256")));
  await watch("zipOverASlowLine", async () => {
    const bytesPerS = slowMb * 1e6;
    const broken = await take(url + slow.url, authorization, slowHash, {
      bytesPerS,
      stopAt: Math.floor((slow.bytesTotal ?? 0) / 2),
    });
    return take(url + slow.url, authorization, slowHash, { from: broken, bytesPerS });
  });
  const rows = await start({ kind: "school-collections", format: "xlsx", language: "zh", filters: {} });
  await watch("workbook", () => take(url + rows.url, authorization, createHash("sha256")));
  const repeated = createHash("sha256");
  await take(url + slow.url, authorization, repeated);
  const same = repeated.digest("hex") === slowHash.digest("hex");
  const counted = { photos: fast.rowsTotal, rows: rows.rowsTotal, startMs: fast.startMs };
  process.stdout.write(`${JSON.stringify({ lab: "exports", ...counted, resumedIsTheSame: same, ...figures })}\n`);
  process.exitCode = same ? 0 : 1;
}

const objectsFolder = mkdtempSync(join(tmpdir(), "gradphoto-lab-objects-"));
try {
  await withLabDatabase(async ({ url }, client) => {
    const projectId = await seedMany(client, Math.max(20_000, photos * 2), () => {});
    await seedPhotos(client, createLocalDisk(objectsFolder), { projectId, photos });
    logProgress("the photos are there");
    const api = await startApi(url, objectsFolder);
    try {
      await measure(api, projectId);
    } finally {
      await api.stop();
    }
  });
} finally {
  rmSync(objectsFolder, { recursive: true, force: true });
}
