/**
 * Exports a ZIP of 10,000 photos and a workbook with as many rows over a fast and a slow connection, and watches the
 * service's memory.
 */
import { spawn } from "node:child_process";
import { createHash, type Hash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { consents } from "@gradphoto/domain";
import { memoryEnvironment } from "@gradphoto/engine/memory-environment";
import type pg from "pg";
import { z } from "zod";
import { createLocalDisk } from "../../../apps/server/src/infra/object-store/local-disk.ts";
import type { ObjectStore } from "../../../apps/server/src/infra/object-store/object-store.ts";
import { logProgress, signInStaff, withLabDatabase } from "../server/lab-database.ts";
import { seedMany } from "../server/lists/seed-many.ts";

/** File sizes range from `minBytes` to `minBytes + moreBytes`, like those of most finished photos. */
const minBytes = 30_000;
const moreBytes = 9000;
const atOnce = 500;

/** Adds finished photos to the collections of `seedMany`, which must run first. */
async function seedPhotos(
  client: pg.Client,
  objects: ObjectStore,
  { projectId, photos }: { readonly projectId: string; readonly photos: number },
): Promise<void> {
  await client.query(
    `update collections set project_id = $1, state = 'completed' where id in (select id from collections limit $2)`,
    [projectId, photos],
  );
  await client.query(
    "update collections set state = 'paid' where project_id = $1 and state <> 'completed'",
    [projectId],
  );
  const { rows } = await client.query<{ id: string }>(
    "select id from collections where project_id = $1 and state = 'completed' limit $2",
    [projectId, photos],
  );
  for (let done = 0; done < rows.length; done += atOnce) {
    const made = rows.slice(done, done + atOnce).map(({ id }, index) => {
      const bytes = randomBytes(minBytes + ((done + index) % moreBytes));
      return { id, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
    });
    await Promise.all(made.map(({ id, bytes }) => objects.put(`p/${id}`, bytes)));
    await client.query(
      `insert into attempts (id, collection_id, number, state, source, by_role, original_key, original_sha256, original_bytes,
         report, engine_version, photo_key, photo_sha256, photo_bytes, created_at, finished_at, retain_until)
       select id, id, 1, 'made', 'camera', 'student', 'o/' || id, sha256, 1, '{"verdict": "pass"}', 'bench', 'p/' || id, sha256, size, now(), now(),
         now() + interval '1 year'
       from unnest($1::uuid[], $2::text[], $3::int[]) as given (id, sha256, size)`,
      [
        made.map(({ id }) => id),
        made.map(({ sha256 }) => sha256),
        made.map(({ bytes }) => bytes.length),
      ],
    );
  }
  await client.query(
    `update collections c set submitted_attempt_id = a.id, submitted_at = now(), review_due_at = now()
     from attempts a where a.collection_id = c.id`,
  );
  await client.query(
    `insert into consents (id, account_id, purpose, version, recipient, granted_at)
     select gen_random_uuid(), c.account_id, 'school', $1, 'school:' || p.school_code, now()
     from collections c join projects p on p.id = c.project_id where c.submitted_attempt_id is not null`,
    [consents.school.version],
  );
  await client.query("analyze");
}

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

/** Returns the memory of another process. Available only on Linux. */
const rssMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

interface Line {
  readonly from?: number;
  /** Limit of the connection; Infinity means unlimited. */
  readonly bytesPerS?: number;
  /** Offset at which the connection breaks. */
  readonly stopAt?: number;
}

/** Downloads a file, or a part of it, into `hash`. Returns the offset at which the download ended. */
async function take(
  address: string,
  authorization: string,
  hash: Hash,
  line: Line = {},
): Promise<number> {
  const {
    from = 0,
    bytesPerS = Number.POSITIVE_INFINITY,
    stopAt = Number.POSITIVE_INFINITY,
  } = line;
  const request = get(address, {
    headers: { authorization, ...(from > 0 && { range: `bytes=${from}-` }) },
  });
  const answer: IncomingMessage = (await once(request, "response"))[0];
  if (answer.statusCode !== (from > 0 ? 206 : 200))
    throw new Error(`answered ${answer.statusCode}`);
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

const begun = z.object({
  url: z.string(),
  bytesTotal: z.number().nullable(),
  rowsTotal: z.number(),
});

async function measure({ url, pid }: Api, projectId: string): Promise<void> {
  const authorization = `Bearer ${await signInStaff(url, "school-admin")}`;
  const headers = { authorization, "content-type": "application/json" };
  const start = async (body: object) => {
    const startedMs = performance.now();
    const answer = await fetch(`${url}/v1/staff/exports`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return {
      ...begun.parse(await answer.json()),
      startMs: Math.round(performance.now() - startedMs),
    };
  };
  const figures: Record<string, object> = {};
  const watch = async (name: string, work: () => Promise<number>): Promise<void> => {
    const startMb = rssMb(pid);
    let maxMb = startMb;
    const timer = setInterval(() => {
      maxMb = Math.max(maxMb, rssMb(pid));
    }, 50);
    const startedMs = performance.now();
    try {
      const bytes = await work();
      const s = (performance.now() - startedMs) / 1000;
      const [mbPerS, tenths] = [Math.round(bytes / s / 1e5) / 10, Math.round(s * 10) / 10];
      figures[name] = {
        bytes,
        s: tenths,
        mbPerS,
        startMb: Math.round(startMb),
        maxMb: Math.round(maxMb),
      };
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
  const rows = await start({
    kind: "school-collections",
    format: "xlsx",
    language: "zh",
    filters: {},
  });
  await watch("workbook", () => take(url + rows.url, authorization, createHash("sha256")));
  const repeated = createHash("sha256");
  await take(url + slow.url, authorization, repeated);
  const same = repeated.digest("hex") === slowHash.digest("hex");
  const counted = { photos: fast.rowsTotal, rows: rows.rowsTotal, startMs: fast.startMs };
  process.stdout.write(
    `${JSON.stringify({ lab: "exports", ...counted, resumedIsTheSame: same, ...figures })}\n`,
  );
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
