/** The machine under the service: a supervisor killed, an impatient Ctrl+C, a store that fails. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { endGently } from "../../product/end-gently.ts";
import { processesOf, statOf } from "../../product/processes.ts";
import { databasePid } from "../../product/product-database.ts";
import { type Product, root, startProduct } from "../../product/start-product.ts";
import { ask, asPerson } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";
import { send } from "../photos.ts";

const isAlive = (pid: number): boolean => (statOf(pid)?.state ?? "Z") !== "Z";
const stoppedWithinMs = 30_000;

async function endedAll(pids: readonly number[]): Promise<number> {
  const beganMs = performance.now();
  const left = () => Promise.resolve(pids.filter(isAlive));
  await waitUntil("the end of every process", left, ({ length }) => length === 0, stoppedWithinMs);
  return Math.round((performance.now() - beganMs) / 100) / 10;
}

function startAgain(dataFolder: string, sandboxUrl: string): ChildProcess {
  return spawn(process.execPath, [join(root, "scripts", "start.mjs")], {
    cwd: root,
    env: { ...process.env, PORT: "0", GRADPHOTO_DATA_FOLDER: dataFolder, GRADPHOTO_SANDBOX_URL: sandboxUrl },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Of a service that runs: what it started, and its database. */
function pidsOf(service: { readonly pid: number; readonly dataFolder: string }): readonly number[] {
  const database = databasePid(service);
  if (database === null) throw new Error("Its database does not run");
  return [...processesOf(service.pid).map(({ pid }) => pid), database];
}

export const machineAttacks: readonly Attack[] = [
  {
    name: "the photos' store taken away under an upload, and given back",
    must: "503 with retry-after, nothing acknowledged; the next upload is taken once the store is back",
    run: async ({ product, addStudent }) => {
      const { client, collectionId } = await addStudent();
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
        await waitUntil("word of it", readiness, ({ text }) => text.includes('"store":"away"'), 10_000);
      } finally {
        rmSync(folder);
        renameSync(`${folder}-away`, folder);
      }
      const { attempts } = await take(client.call("listAttempts", { params: { collectionId } }));
      assert.deepEqual(attempts, [], "what was refused is there");
      await take(send(client, collectionId, goodPhoto()));
      return "upload 503, readyz tells that the store is away; afterwards taken";
    },
  },
  {
    name: "kill -9 of the supervisor of another installation, and a start on what it left",
    must: "no process of it is left, the database included; the next start stands on its folder",
    run: async () => {
      const other = await startProduct({ GRADPHOTO_WORKERS: "1" });
      try {
        const pids = pidsOf(other);
        const [supervisor] = processesOf(other.pid).filter(({ command }) => command.endsWith("run-service.ts"));
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

/** On what another service left, ended as an impatient person does. */
async function startAndInterrupt({ dataFolder, sandboxUrl }: Product): Promise<string> {
  const next = startAgain(dataFolder, sandboxUrl);
  try {
    const message = await Promise.race([
      new Promise<string>((resolve) => next.stdout?.once("data", (bytes) => resolve(String(bytes)))),
      delay(60_000, "", { ref: false }),
    ]);
    assert.match(message, /http:/, "the next start says no address");
    const left = pidsOf({ pid: next.pid ?? 0, dataFolder });
    next.kill("SIGINT");
    // The second one comes while the first is at work.
    await delay(300);
    next.kill("SIGINT");
    const seconds = await endedAll([...left, next.pid ?? 0]);
    assert.equal(databasePid({ dataFolder }), null, "the database was not shut down");
    return `two Ctrl+C end ${left.length} after ${seconds} s`;
  } finally {
    await endGently(next);
  }
}
