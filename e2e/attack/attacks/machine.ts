/** The machine under the service: a supervisor killed, a second one, an impatient Ctrl+C, a store that fails. */
import assert from "node:assert/strict";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { endGently } from "../../product/end-gently.ts";
import { processesOf } from "../../product/processes.ts";
import { databasePid } from "../../product/product-database.ts";
import { type Product, startProduct } from "../../product/start-product.ts";
import { ask, asPerson } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";
import { endedAll, pidsOf, startAgain, wordsOf } from "../other-service.ts";
import { judged, send } from "../photos.ts";

export const machineAttacks: readonly Attack[] = [
  {
    name: "a second service on the same data folder",
    against: ["one-folder"],
    must: "it ends with words that name the folder; the first goes on",
    run: async ({ product }) => {
      const second = startAgain(product.dataFolder, product.sandboxUrl);
      const words = await wordsOf(second);
      assert.notEqual(second.exitCode, 0);
      assert.match(words, /This data folder is in use/);
      assert.equal((await ask(product.url, "/readyz")).status, 200);
      return `ended with ${second.exitCode}: ${/This data folder[^:]*/.exec(words)?.[0]}`;
    },
  },
  {
    name: "a service of another folder on the same port",
    against: ["one-port"],
    must: "it ends with words that name the port, and leaves nothing running",
    run: async ({ product }) => {
      const folder = mkdtempSync(join(tmpdir(), "gradphoto-second-"));
      try {
        const second = startAgain(folder, product.sandboxUrl, new URL(product.url).port);
        const words = await wordsOf(second);
        assert.notEqual(second.exitCode, 0);
        assert.match(words, /is in use|in use already/);
        assert.equal(databasePid({ dataFolder: folder }), null, "its database runs");
        assert.equal((await ask(product.url, "/readyz")).status, 200);
        return `ended with ${second.exitCode}: ${words.trim().split(" / ").at(-1)?.slice(0, 90)}`;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },
  {
    name: "the photos' store taken away under an upload and a view, and given back",
    against: ["store-away"],
    must: "503 with retry-after, nothing acknowledged; all is there again once the store is",
    run: async ({ product, addStudent }) => {
      const student = await addStudent();
      const { attemptId } = await take(send(student.client, student.collectionId, goodPhoto()));
      const attempt = await judged(student, attemptId);
      const folder = join(product.dataFolder, "objects");
      renameSync(folder, `${folder}-away`);
      writeFileSync(folder, "no folder any more");
      let upload: Awaited<ReturnType<typeof ask>>;
      let ready: Awaited<ReturnType<typeof ask>>;
      try {
        const body = new FormData();
        body.append("picture", goodPhoto(), "p.jpg");
        upload = await ask(product.url, `/v1/collections/${student.collectionId}/attempts?source=camera`, {
          method: "POST",
          headers: { ...asPerson(student.client), "idempotency-key": crypto.randomUUID() },
          body,
        });
        const readiness = () => ask(product.url, "/readyz");
        ready = await waitUntil("word of it", readiness, ({ text }) => text.includes('"store":"away"'), 10_000);
      } finally {
        rmSync(folder);
        renameSync(`${folder}-away`, folder);
      }
      assert.equal(`${upload.status} ${upload.code}`, "503 service-unavailable");
      assert.match(upload.headers.get("retry-after") ?? "", /^\d+$/);
      const { attempts } = await take(
        student.client.call("listAttempts", { params: { collectionId: student.collectionId } }),
      );
      assert.equal(attempts.length, 1, "what was refused is there");
      assert.ok(attempt.original);
      assert.equal((await ask(product.url, attempt.original.url, { headers: asPerson(student.client) })).status, 200);
      await take(send(student.client, student.collectionId, goodPhoto()));
      return `upload 503, retry after ${upload.headers.get("retry-after")} s; readyz ${ready.status} tells that it is away; afterwards taken`;
    },
  },
  {
    name: "kill -9 of the supervisor of another installation, and a start on what it left",
    against: ["orphans"],
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
    const said = await Promise.race([
      new Promise<string>((resolve) => next.stdout?.once("data", (bytes) => resolve(String(bytes)))),
      delay(60_000, "", { ref: false }),
    ]);
    assert.match(said, /http:/, "the next start says no address");
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
