/** Attacks on the machine of the service: a killed supervisor, two quick Ctrl+C, a missing store, wrong settings. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { upload } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { endGently, processesOf, statOf } from "../../product/processes.ts";
import { databasePid } from "../../product/product-database.ts";
import { type Product, root, startProduct } from "../../product/start-product.ts";
import { type Attack, ask, asPerson } from "../target.ts";

const isAlive = (pid: number): boolean => (statOf(pid)?.state ?? "Z") !== "Z";
const stoppedWithinMs = 30_000;

async function endedAll(pids: readonly number[]): Promise<number> {
  const beganMs = performance.now();
  const left = () => Promise.resolve(pids.filter(isAlive));
  await waitUntil("the end of every process", left, ({ length }) => length === 0, stoppedWithinMs);
  return Math.round((performance.now() - beganMs) / 100) / 10;
}

function startAgain(dataFolder: string, sandboxUrl: string): ChildProcess {
  return spawn(process.execPath, [join(root, "scripts", "start.mjs"), "--empty"], {
    cwd: root,
    env: {
      ...process.env,
      PORT: "0",
      GRADPHOTO_DATA_FOLDER: dataFolder,
      GRADPHOTO_SANDBOX_URL: sandboxUrl,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Returns the processes of a running service, with its database. */
function pidsOf(service: { readonly pid: number; readonly dataFolder: string }): readonly number[] {
  const database = databasePid(service);
  if (database === null) throw new Error("Its database does not run");
  return [...processesOf(service.pid).map(({ pid }) => pid), database];
}

export const machineAttacks: readonly Attack[] = [
  {
    name: "the photo store disappears during an upload, and returns",
    must: "503 with retry-after and no attempt; the next upload is accepted once the store is back",
    run: async ({ product, addStudent }) => {
      const student = await addStudent();
      const { client, collectionId } = student;
      const folder = join(product.dataFolder, "objects");
      const readiness = () => ask(product.url, "/readyz");
      mkdirSync(folder, { recursive: true });
      renameSync(folder, `${folder}-away`);
      writeFileSync(folder, "no folder any more");
      try {
        const body = new FormData();
        body.append("picture", goodPhoto(), "p.jpg");
        const headers = { ...asPerson(client), "idempotency-key": crypto.randomUUID() };
        const path = `/v1/collections/${collectionId}/attempts?source=camera`;
        const upload = await ask(product.url, path, { method: "POST", headers, body });
        assert.equal(`${upload.status} ${upload.code}`, "503 service-unavailable");
        assert.match(upload.headers.get("retry-after") ?? "", /^\d+$/);
        await waitUntil(
          "the report of readyz",
          readiness,
          (answer) => answer.text.includes('"store":"away"'),
          10_000,
        );
      } finally {
        rmSync(folder);
        renameSync(`${folder}-away`, folder);
      }
      const { attempts } = await take(client.call("listAttempts", { params: { collectionId } }));
      assert.deepEqual(attempts, [], "the refused upload made an attempt");
      await take(upload(student));
      return "upload 503, readyz reports the store; afterwards accepted";
    },
  },
  {
    name: "kill -9 of another installation's supervisor, then a start on its data",
    must: "all its processes end, with the database; the next start uses its folder",
    run: async () => {
      const other = await startProduct({ GRADPHOTO_WORKERS: "1" });
      try {
        const pids = pidsOf(other);
        const [supervisor] = processesOf(other.pid).filter(({ command }) =>
          command.includes("run-service.ts"),
        );
        assert.ok(supervisor, "no supervisor runs");
        process.kill(supervisor.pid, "SIGKILL");
        const seconds = await endedAll([...pids, other.pid]);
        const ended = await startAndInterrupt(other);
        return `${pids.length} processes gone after ${seconds} s; started again; ${ended}`;
      } finally {
        await other.stop();
      }
    },
  },
];

/** Starts a service on the data of another one, and interrupts it with two Ctrl+C in quick succession. */
async function startAndInterrupt({ dataFolder, sandboxUrl }: Product): Promise<string> {
  const next = startAgain(dataFolder, sandboxUrl);
  try {
    const message = await Promise.race([
      new Promise<string>((resolve) =>
        next.stdout?.once("data", (bytes) => resolve(String(bytes))),
      ),
      delay(60_000, "", { ref: false }),
    ]);
    assert.match(message, /http:/, "the next start prints no address");
    const left = pidsOf({ pid: next.pid ?? 0, dataFolder });
    next.kill("SIGINT");
    // The second Ctrl+C arrives while the first is being handled.
    await delay(300);
    next.kill("SIGINT");
    const seconds = await endedAll([...left, next.pid ?? 0]);
    assert.equal(databasePid({ dataFolder }), null, "the database was not shut down");
    return `two Ctrl+C end ${left.length} after ${seconds} s`;
  } finally {
    await endGently(next);
  }
}

const published = Buffer.alloc(32, 1).toString("base64");
const production = { NODE_ENV: "production" };

/** Wrong settings, and the names that the refusal must contain. The service's own tests have many more. */
const slips = [
  ["production-slip", { GRADPHOTO_PUBLIC_URL: "https://photo.example.org" }, ["NODE_ENV"]],
  ["production-slip", { GRADPHOTO_HOST: "0.0.0.0" }, ["GRADPHOTO_HOST"]],
  [
    "production-slip",
    { ...production, GRADPHOTO_SANDBOX_URL: "http://127.0.0.1:3900" },
    ["GRADPHOTO_SANDBOX_URL"],
  ],
  [
    "weak-secrets",
    {
      ...production,
      GRADPHOTO_SEAL_KEYS: `mine:${published}`,
      GRADPHOTO_REGISTRY_KEY: "0123456789abcdef",
    },
    ["GRADPHOTO_SEAL_KEYS", "GRADPHOTO_REGISTRY_KEY"],
  ],
  [
    "open-lines",
    {
      ...production,
      GRADPHOTO_OBJECTS: "http://s3.example.invalid/photos",
      DATABASE_URL: "postgresql://user:hidden-word@db.example.invalid/g?sslmode=no-verify",
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      GRADPHOTO_WECHAT_URL: "https://169.254.169.254",
    },
    ["GRADPHOTO_OBJECTS", "DATABASE_URL", "NODE_TLS_REJECT_UNAUTHORIZED", "GRADPHOTO_WECHAT_URL"],
  ],
] as const;

export const productionAttacks: readonly Attack[] = [
  {
    name: "production started with missing, copied or invented settings",
    must: "it ends at once with the exit code that prevents a restart, and names the settings without secrets",
    run: async () => {
      for (const [weakness, settings, names] of slips) {
        const env = { PATH: process.env.PATH ?? "", HOME: "/nonexistent", PORT: "0", ...settings };
        const file = join(root, "apps/server/src/programs/api.ts");
        const child = spawn(process.execPath, [file], {
          env,
          stdio: ["ignore", "ignore", "pipe"],
          timeout: 20_000,
        });
        const [words, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
        assert.equal(status, 78, `${weakness}: ${words.slice(0, 300)}`);
        for (const name of names)
          assert.match(words, new RegExp(`^  ${name} (must (?!be set)|has no place)`, "m"));
        assert.doesNotMatch(words, /\n\s+at .*\.ts|hidden-word|AQEBAQEB|0123456789abcdef/);
      }
      return `${slips.length} refused with the names of the settings`;
    },
  },
];
