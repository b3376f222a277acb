/**
 * `npm run trial:release`: builds the release and lives through its first minutes, in a folder without node_modules above it:
 * migrations, api and worker on a PostgreSQL and a sandbox of this machine. `-- --keep` takes the release that is there;
 * `-- --compare` starts the checkout's programs as well, for their figures. The last line is JSON.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { serviceEnvironment } from "../packages/engine/src/node/memory-environment.ts";
import { startEmbeddedPostgres } from "../packages/local-postgres/src/index.ts";
import { root } from "./ensure-installed.mjs";

const { values } = parseArgs({
  options: { keep: { type: "boolean" }, compare: { type: "boolean" } },
});
const startedAt = performance.now();
if (!values.keep)
  execFileSync(process.execPath, [join(root, "scripts/release.mjs")], { stdio: ["ignore", 2, 2] });

const folder = mkdtempSync(join(tmpdir(), "gradphoto-release-"));
// The database runs as another user when root starts it, so that user needs access.
chmodSync(folder, 0o755);
const archives = join(root, "out", "release");
const [archive] = readdirSync(archives).filter((name) => name.endsWith(".tar.gz"));
if (!archive) throw new Error("out/release holds no release: leave --keep out");
execFileSync("tar", ["-xzf", join(archives, archive), "-C", folder]);
const release = join(folder, archive.replace(/\.tar\.gz$/, ""));
const database = await startEmbeddedPostgres({ folder: join(folder, "database"), throwAway: true });
const children: ChildProcess[] = [];

/** Starts the program with only `env` and returns its first printed line. */
async function start(file: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(file, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${args.join(" ")} ended with ${code}`);
    }),
  ]);
  return { child, message: String(line).trim() };
}

/** CPU time and memory of a process since its start, read from /proc. */
function usageOf({ pid }: ChildProcess) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const rssKib = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)?.[1];
  return {
    cpuMs: (Number(stat[11]) + Number(stat[12])) * 10,
    rssMb: Math.round(Number(rssKib) / 1024),
  };
}

async function read(url: string, options?: RequestInit): Promise<string> {
  const answer = await fetch(url, options);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 200)}`);
  return text;
}

const post = (url: string, body: object): Promise<string> =>
  read(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function walk() {
  const sandbox = await start(process.execPath, [join(root, "apps/sandbox/src/main.ts")], {
    PORT: "0",
  });
  const env = {
    DATABASE_URL: database.url,
    GRADPHOTO_SANDBOX_URL: sandbox.message.match(/http:\S+/)?.[0] ?? "",
    GRADPHOTO_DATA_FOLDER: join(folder, "data"),
    GRADPHOTO_WORKERS: "1",
    PORT: "0",
  };
  const run = (program: string) => start(join(release, "bin/gradphoto"), [program], env);
  const migrate = await run("migrate");
  if (migrate.child.exitCode === null) await once(migrate.child, "exit");
  const [api, worker] = [await run("api"), await run("worker")];
  const usage: Record<string, ReturnType<typeof usageOf>> = {
    api: usageOf(api.child),
    worker: usageOf(worker.child),
  };
  if (values.compare) {
    for (const program of ["api", "worker"]) {
      const ofCheckout = await start(
        process.execPath,
        [join(root, `apps/server/src/programs/${program}.ts`)],
        {
          ...env,
          ...serviceEnvironment,
        },
      );
      usage[`${program}OfCheckout`] = usageOf(ofCheckout.child);
    }
  }
  const pages = {
    "/": "<html",
    "/console/": "<html",
    "/healthz": "",
    "/readyz": "",
    "/docs": "redoc",
    "/docs/redoc.js": "",
    "/about": "<table",
  };
  for (const [path, part] of Object.entries(pages)) {
    if (!(await read(`${api.message}${path}`)).includes(part))
      throw new Error(`${path} is another page`);
  }
  const phone = "13800000001";
  await post(`${api.message}/v1/sign-in/sms-code`, { phone });
  const messages = await read(`${env.GRADPHOTO_SANDBOX_URL}/control/sms/messages?phone=${phone}`);
  const code = messages.match(/"(\d{6})"/)?.[1];
  z.object({ token: z.string() }).parse(
    JSON.parse(await post(`${api.message}/v1/sign-in/sms`, { phone, code })),
  );
  return usage;
}

let failure: Error | null = null;
let usage: Awaited<ReturnType<typeof walk>> | null = null;
try {
  usage = await walk();
} catch (error) {
  failure = error instanceof Error ? error : new Error(String(error));
}
for (const child of children) child.kill("SIGTERM");
await Promise.race([
  Promise.all(
    children.map(
      (child) => child.exitCode === null && child.signalCode === null && once(child, "exit"),
    ),
  ),
  delay(20_000),
]);
await database.stop();
rmSync(folder, { recursive: true, force: true });
if (failure) process.stderr.write(`${failure.stack}\n`);
const seconds = Math.round((performance.now() - startedAt) / 1000);
process.stdout.write(
  `${JSON.stringify({ trial: "release", ok: failure === null, node: process.version, ...usage, seconds })}\n`,
);
process.exit(failure === null ? 0 : 1);
