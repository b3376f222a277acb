import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { photoSpecOf } from "@gradphoto/domain";
import { type RouteAnswer, routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { openStudentWorld } from "../collections/testing/student-world.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { readSpecFiles } from "../core/photo-standard/spec-files.ts";
import { openDatabase } from "../infra/db/database.ts";
import { faceCounts, processes, projects } from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import { createJobTable } from "../infra/jobs/job-table.ts";
import { createLog } from "../infra/log.ts";
import { createRecentResults } from "../infra/metrics/recent-results.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { writeHeartbeat } from "../infra/vitals/vitals.ts";
import { openTestDatabase, temporaryFolder } from "../testing/resources.ts";
import { type HealthDeps, readHealth } from "./read-health.ts";

const { db, pool } = await openTestDatabase();
const folder = temporaryFolder("health");
const jobTable = createJobTable(db);
const clock = () => new Date();

const read = async (instead: Partial<HealthDeps> = {}) => {
  const deps = {
    db,
    clock,
    objects: createLocalDisk(folder),
    jobTable,
    countUnsettled: async () => 0,
    readChecks: async () => new Map(),
    configuration: createConfiguration(),
    specFiles: readSpecFiles(null),
  };
  return routeDefinitions.readHealth.answers.parse(await readHealth({ ...deps, ...instead }));
};
const partOf = (health: RouteAnswer<"readHealth">, name: string) =>
  health.parts.find(({ part }) => part === name);

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await db.delete(processes);
});

/** Starts a simulated process, which soon sends its first heartbeat. */
function start(
  kind: "api" | "worker",
  {
    recentResults = createRecentResults().read,
    ahead = 0,
    to = db,
    log = createLog({ stream: { write: () => {} } }),
  } = {},
) {
  const stop = writeHeartbeat({
    kind,
    db: to,
    clock: () => new Date(Date.now() + ahead),
    ids: () => randomUUID(),
    log,
    folder,
    recentResults,
  });
  stops.push(stop);
  return stop;
}

describe("the health page", () => {
  test("is green while all systems answer and an API and a worker are running", async () => {
    start("api");
    start("worker");
    await expect.poll(() => db.$count(processes)).toBe(2);
    const health = await read();
    expect(health.parts.filter(({ tone }) => tone === "danger")).toEqual([]);
    expect(partOf(health, "worker")).toMatchObject({
      tone: "success",
      summary: { zh: "1 个在运行" },
      todo: null,
    });
    expect(partOf(health, "database")?.tone).toBe("success");
    expect(partOf(health, "object-store")?.tone).toBe("success");
    expect(partOf(health, "clock")?.tone).toBe("success");
    expect(partOf(health, "wechat")).toMatchObject({ tone: "neutral" });
  });

  test("names a broken photo spec with its file and field, and a missing one that a project needs", async () => {
    const specs = temporaryFolder("specs");
    writeFileSync(
      join(specs, "wide.json"),
      JSON.stringify({ ...photoSpecOf("chsi-blue"), dpi: 0 }),
    );
    const part = partOf(await read({ specFiles: readSpecFiles(specs) }), "photo-specs");
    expect(part).toMatchObject({
      tone: "danger",
      todo: { en: expect.stringContaining("GRADPHOTO_SPECS") },
    });
    expect(part?.summary.en).toContain("wide.json, dpi:");
    expect(partOf(await read(), "photo-specs")?.tone).toBe("success");
    const world = openStudentWorld(db);
    await world.addSchool();
    const { id } = await world.addProject();
    const specId = "chsi-blue.0b7e7d0e-6d0f-4f43-9c39-1f4b3a0c9d11";
    await db.update(projects).set({ specId }).where(eq(projects.id, id));
    const missing = partOf(await read({ clock: world.deps.clock }), "photo-specs");
    expect(missing?.summary.en).toContain(`a project uses ${specId}`);
    await db.delete(projects);
  });

  test("reports a missing worker and how to start one", async () => {
    const health = await read();
    expect(health.tone).toBe("danger");
    expect(partOf(health, "worker")).toMatchObject({ tone: "danger" });
    expect(partOf(health, "worker")?.todo?.zh).toContain("systemctl start gradphoto-worker@1");
  });

  test("distinguishes a killed process from a stopped one", async () => {
    const stop = start("worker");
    await expect.poll(() => db.$count(processes)).toBe(1);
    await pool.query(
      "update processes set started_at = started_at - interval '1 hour', seen_at = seen_at - interval '2 minutes'",
    );
    const health = await read();
    const text = { en: `0 running, 1 before; not responding: ${hostname()}` };
    expect(partOf(health, "worker")).toMatchObject({ tone: "danger", summary: text });
    stops.splice(0);
    await stop();
    expect(partOf(await read(), "worker")).toMatchObject({ summary: { en: "0 running" } });
  });

  test("recovers when another process replaces a killed one", async () => {
    start("worker");
    start("worker");
    await expect.poll(() => db.$count(processes)).toBe(2);
    await pool.query("update processes set started_at = started_at - interval '1 hour'");
    await pool.query(
      "update processes set seen_at = seen_at - interval '30 minutes' where id = (select id from processes limit 1)",
    );
    const afterKill = await read();
    expect(partOf(afterKill, "worker")).toMatchObject({
      tone: "warning",
      summary: { en: `1 running, 2 before; not responding: ${hostname()}` },
      todo: { en: expect.stringContaining("log") },
    });
    start("worker");
    await expect.poll(() => db.$count(processes)).toBe(3);
    expect(partOf(await read(), "worker")).toMatchObject({
      tone: "success",
      summary: { en: "2 running" },
      todo: null,
    });
  });

  test("counts a process that crashes and restarts repeatedly as one", async () => {
    start("worker");
    await expect.poll(() => db.$count(processes)).toBe(1);
    // Three crashes at different times. Each process started after the heartbeats of the previous one had stopped.
    await pool.query(
      `insert into processes (id, kind, host, started_at, seen_at, facts)
       select gen_random_uuid(), kind, host, now() - n * interval '1 hour', now() - n * interval '1 hour' + interval '10 minutes', facts
       from processes, generate_series(1, 3) n`,
    );
    expect(partOf(await read(), "worker")).toMatchObject({
      tone: "success",
      summary: { en: "1 running" },
    });
  });

  test("a process can stop while the database is unreachable, and logs that it stays on the list", async () => {
    const lines: string[] = [];
    const { db: away, close } = openDatabase(
      { url: "postgresql://127.0.0.1:1/none" },
      { warn: () => {} },
    );
    onTestFinished(close);
    const stop = start("worker", {
      to: away,
      log: createLog({ stream: { write: (line) => void lines.push(line) } }),
    });
    stops.splice(0);
    await stop();
    expect(lines.join()).toContain("stays on the list");
  });

  test("reports an object store that does not answer, and displays the other parts", async () => {
    const broken = {
      list: async function* () {
        yield await Promise.reject<string>(new Error("no"));
      },
    };
    expect(partOf(await read({ objects: broken }), "object-store")).toMatchObject({
      tone: "danger",
    });
  });

  test("combines the last success and fault of each external system from all processes", async () => {
    const [one, other] = [createRecentResults(), createRecentResults()];
    one.outsideCall("wechat", "sent");
    one.outsideCall("registry", "unreachable");
    other.outsideCall("issuer", "last-four-wrong");
    other.outsideCall("wechat-pay", "ok");
    other.outsideCall("wechat-pay", "unavailable");
    start("api", { recentResults: one.read });
    start("worker", { recentResults: other.read });
    await expect.poll(() => db.$count(processes)).toBe(2);
    const health = await read();
    expect(partOf(health, "wechat")).toMatchObject({ tone: "success" });
    expect(partOf(health, "registry")).toMatchObject({ tone: "danger" });
    // A refusal is a response, so the system counts as available.
    expect(partOf(health, "issuer")).toMatchObject({ tone: "success" });
    expect(partOf(health, "sms")).toMatchObject({ tone: "neutral" });
  });

  test("reports a scheduled job that failed in its last run", async () => {
    const recentResults = createRecentResults();
    recentResults.scheduled("expire-collections", "done");
    recentResults.scheduled("delete-ended", "failed");
    start("worker", { recentResults: recentResults.read });
    await expect.poll(() => db.$count(processes)).toBe(1);
    expect(partOf(await read(), "scheduled")).toMatchObject({ tone: "warning" });
    expect(partOf(await read(), "scheduled")?.summary.en).toContain("delete-ended");
  });

  test("displays the number of persons with stored faces, and from 100,000 the legal duty to file", async () => {
    expect(partOf(await read(), "stored-faces")).toMatchObject({ tone: "neutral" });
    await db
      .insert(faceCounts)
      .values({ day: "2026-03-10", persons: 100_000, countedAt: new Date() });
    onTestFinished(async () => void (await db.delete(faceCounts)));
    const due = partOf(await read(), "stored-faces");
    expect(due).toMatchObject({
      tone: "warning",
      summary: { en: expect.stringContaining("100000, as of") },
    });
    expect(due?.todo?.zh).toContain("网信部门备案");
    expect(
      partOf(
        await read({ configuration: createConfiguration({ "face-filing": "备-1" }) }),
        "stored-faces",
      ),
    ).toMatchObject({
      tone: "success",
      todo: null,
    });
  });

  test("reports a wrong clock, failed photos and overdue jobs", async () => {
    start("worker", { ahead: 40_000 });
    await expect.poll(() => db.$count(processes)).toBe(1);
    await db.transaction((tx) => enqueue(tx, "standardize-photo", { attemptId: randomUUID() }));
    await pool.query(
      "update pgboss.job set start_after = now() - interval '11 minutes' where state = 'created'",
    );
    const health = await read({ countUnsettled: async () => 2 });
    expect(partOf(health, "clock")).toMatchObject({
      tone: "danger",
      summary: { en: expect.stringContaining(hostname()) },
    });
    expect(partOf(health, "failed-photos")).toMatchObject({ tone: "warning" });
    expect(partOf(health, "queue-standardize-photo")).toMatchObject({ tone: "danger" });
  });
});
