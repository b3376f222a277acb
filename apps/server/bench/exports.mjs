/** `npm run bench:exports`: a ZIP of 10,000 photos and a workbook of as many rows, over a fast and a slow line; what the service's memory does. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { memoryEnvironment } from "@gradphoto/engine/memory-environment";
import pg from "pg";

const { createLocalDisk } = await import("../src/infra/object-store/local-disk.ts");
const { openFreshDatabase } = await import("../src/testing/fresh-database.ts");
const { addSchoolAndStaff } = await import("../src/testing/school-and-staff.ts");
const { signInStaff } = await import("../src/testing/sign-in-staff.ts");
const { seedMany } = await import("../src/testing/lists/seed-many.ts");
const { seedPhotos } = await import("../src/testing/lists/seed-photos.ts");
const { postgresFolder, removePostgresOf } = await import("@gradphoto/local-postgres/testing");

const help = `npm run bench:exports -- [--photos N] [--slow MB]

Takes N (10000) photos out as a ZIP as fast as it goes, then over a line of MB (8) megabytes a second that breaks once in the
middle and goes on; both must be the same bytes. Then a workbook of all collections. The last line of stdout is one JSON object.`;

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "10000" },
    slow: { type: "string", default: "8" },
    help: { type: "boolean", default: false },
  },
});
const [photos, slowMb] = [values.photos, values.slow].map(Number);
if (values.help || !(photos >= 100) || !(slowMb > 0)) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

const began = Date.now();
const say = (words) => console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${words}`);

/** Of another process, in MB; Linux alone tells. */
const rssMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

/** `bytesPerS`: Infinity for as fast as it goes. `stopAt`: the line breaks there. */
async function take(
  address,
  hash,
  { from = 0, bytesPerS = Number.POSITIVE_INFINITY, stopAt = Number.POSITIVE_INFINITY },
) {
  const request = get(address, from > 0 ? { headers: { range: `bytes=${from}-` } } : {});
  const [answer] = await once(request, "response");
  if (answer.statusCode !== (from > 0 ? 206 : 200)) throw new Error(`answered ${answer.statusCode}`);
  const startedMs = performance.now();
  let at = from;
  for await (const piece of answer) {
    const kept = piece.subarray(0, stopAt - at);
    hash.update(kept);
    at += kept.length;
    if (at >= stopAt) break;
    const aheadMs = ((at - from) / bytesPerS) * 1000 - (performance.now() - startedMs);
    if (aheadMs > 5) await delay(aheadMs);
  }
  request.destroy();
  return at;
}

const objectsFolder = mkdtempSync(join(tmpdir(), "gradphoto-bench-objects-"));
let database = null;
let client = null;
let api = null;
try {
  await removePostgresOf(process.pid);
  database = await openFreshDatabase(postgresFolder(process.pid));
  await addSchoolAndStaff(database.db, new Date());
  const env = {
    ...process.env,
    ...memoryEnvironment,
    DATABASE_URL: database.url,
    PORT: "0",
    GRADPHOTO_OBJECTS: objectsFolder,
  };
  api = spawn(process.execPath, [fileURLToPath(new URL("../src/programs/api.ts", import.meta.url))], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let url = null;
  for await (const line of createInterface(api.stdout)) {
    url = /https?:\/\/[\d.:]+/.exec(line)?.[0] ?? null;
    if (url) break;
  }
  api.stdout.resume();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const projectId = await seedMany(client, Math.max(20_000, photos * 2), () => {});
  const store = createLocalDisk(objectsFolder);
  await seedPhotos(client, store, { projectId, photos });
  say("the photos are there");

  const token = await signInStaff(url, "school-admin");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const start = async (body) => {
    const startedMs = performance.now();
    const answer = await fetch(`${url}/v1/staff/exports`, { method: "POST", headers, body: JSON.stringify(body) });
    const made = await answer.json();
    if (!answer.ok) throw new Error(JSON.stringify(made));
    return { ...made, startMs: Math.round(performance.now() - startedMs) };
  };
  const figures = {};
  const watched = async (name, work) => {
    let mostMb = 0;
    const beforeMb = rssMb(api.pid);
    const timer = setInterval(() => {
      mostMb = Math.max(mostMb, rssMb(api.pid));
    }, 50);
    const startedMs = performance.now();
    try {
      const bytes = await work();
      const s = (performance.now() - startedMs) / 1000;
      figures[name] = {
        bytes,
        s: Math.round(s * 10) / 10,
        mbPerS: Math.round(bytes / s / 1e5) / 10,
        beforeMb: Math.round(beforeMb),
        mostMb: Math.round(mostMb),
      };
      say(`${name}: ${JSON.stringify(figures[name])}`);
    } finally {
      clearInterval(timer);
    }
  };

  const wish = { kind: "finished-photos", format: "zip", language: "zh", filters: { projectId } };
  const [fast, slow] = [await start(wish), await start(wish)];
  const [fastHash, slowHash, sheetHash] = [createHash("sha256"), createHash("sha256"), createHash("sha256")];
  await watched("zip", () => take(url + fast.url, fastHash, {}));
  await watched("zipOverASlowLine", async () => {
    const bytesPerS = slowMb * 1e6;
    const broken = await take(url + slow.url, slowHash, { bytesPerS, stopAt: Math.floor(slow.bytesTotal / 2) });
    return take(url + slow.url, slowHash, { from: broken, bytesPerS });
  });
  const rows = await start({ kind: "school-collections", format: "xlsx", language: "zh", filters: {} });
  await watched("workbook", () => take(url + rows.url, sheetHash, {}));
  const again = createHash("sha256");
  await take(url + slow.url, again, {});
  const same = again.digest("hex") === slowHash.digest("hex");
  process.stdout.write(
    `${JSON.stringify({ bench: "exports", photos: fast.rowsTotal, rows: rows.rowsTotal, startMs: fast.startMs, resumedIsTheSame: same, ...figures })}\n`,
  );
  process.exitCode = same ? 0 : 1;
} finally {
  await client?.end();
  api?.kill("SIGTERM");
  if (api) await once(api, "exit");
  await database?.close();
  await removePostgresOf(process.pid);
  rmSync(objectsFolder, { recursive: true, force: true });
}
