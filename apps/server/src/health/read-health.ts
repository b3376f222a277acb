/** Asks every part of the service how it is, and gathers what the processes told of themselves. */
import { type Bilingual, contractVersion, shanghaiTime, type Tone, type tones } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { engineVersion } from "@gradphoto/engine";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Clock } from "../infra/clock.ts";
import { countMigrations, type MigrationCount } from "../infra/db/count-migrations.ts";
import type { Database } from "../infra/db/database.ts";
import { probeWrites } from "../infra/db/database-writes.ts";
import type { JobTable } from "../infra/jobs/job-table.ts";
import type { Moments } from "../infra/metrics/lately.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { probeStore } from "../infra/object-store/store-state.ts";
import { readVitals, type Vitals } from "../infra/vitals/vitals.ts";
import { within } from "../infra/within.ts";
import { readFaceCount } from "./count-faces.ts";
import { facesPart } from "./faces-part.ts";
import {
  clockPart,
  databasePart,
  diskPart,
  failedPart,
  joinMoments,
  outsidePart,
  outsideSystems,
  type Part,
  processPart,
  queuePart,
  scheduledPart,
  silentAfterMs,
  storePart,
} from "./parts.ts";

type Health = RouteAnswer<"readHealth">;

export interface HealthDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly objects: Pick<ObjectStore, "list">;
  readonly jobTable: Pick<JobTable, "readCounts">;
  /** Photos that our processing failed and that may be tried again. */
  readonly countUnsettled: () => Promise<number>;
  /** Number of the filing for faces of 100,000 persons; null: there is none. */
  readonly faceFiling: string | null;
}

const versionRow = z.tuple([z.object({ version: z.string() })]);

export async function readHealth(deps: HealthDeps): Promise<Health> {
  const { db, clock, objects, jobTable, countUnsettled, faceFiling } = deps;
  const began = performance.now();
  const { rows } = await db.execute(sql`select current_setting('server_version') as version`);
  const databaseMs = Math.round(performance.now() - began);
  const [vitals, migrations, writes, storeMs, counts, unsettled, faces] = await Promise.all([
    readVitals(db),
    countMigrations(db.$client),
    probeWrites(db.$client),
    measureStore(objects),
    jobTable.readCounts(),
    countUnsettled(),
    readFaceCount(db),
  ]);
  const now = clock();
  const time = (at: string): string => shanghaiTime(at);
  const alive = vitals.filter(({ silentMs }) => silentMs < silentAfterMs);
  const disk = diskPart(alive);
  const parts: readonly Part[] = [
    databasePart(databaseMs, migrations.applied >= migrations.expected, writes),
    storePart(storeMs),
    ...counts.map((one) => queuePart(one, now)),
    failedPart(unsettled),
    facesPart(faces, faceFiling),
    processPart("api", vitals),
    processPart("worker", vitals),
    clockPart(alive),
    ...(disk ? [disk] : []),
    scheduledPart(gather(vitals, "scheduled"), time),
    ...outsideSystems.map((system) =>
      outsidePart(system, gather(vitals, "outside").get(system) ?? { okAt: null, faultAt: null, fault: null }, time),
    ),
  ];
  const tone = loudest(parts);
  return {
    checkedAt: now.toISOString(),
    tone,
    label: overall[tone],
    parts: [...parts],
    processes: vitals.map(present),
    versions: versionsOf(vitals, migrations, versionRow.parse(rows)[0].version),
  };
}

const storeTimeoutMs = 3000;

/** Milliseconds until it answers; null: it does not, or refuses. */
async function measureStore(objects: HealthDeps["objects"]): Promise<number | null> {
  const began = performance.now();
  const serves = probeStore(objects).then(
    () => true,
    () => false,
  );
  return (await within(storeTimeoutMs, serves)) ? Math.round(performance.now() - began) : null;
}

/** Silent processes count too: theirs may be the last word. */
function gather(vitals: readonly Vitals[], kind: "outside" | "scheduled"): ReadonlyMap<string, Moments> {
  const names = new Set(vitals.flatMap((one) => Object.keys(one[kind])));
  return new Map(
    [...names].map((name) => [
      name,
      joinMoments(
        vitals.flatMap((one) => {
          const moments = one[kind][name];
          return moments ? [moments] : [];
        }),
      ),
    ]),
  );
}

const loudness: readonly Tone[] = ["danger", "warning"];

const loudest = (parts: readonly Part[]): Tone =>
  loudness.find((tone) => parts.some((one) => one.tone === tone)) ?? "success";

const overall: Readonly<Record<(typeof tones)[number], Bilingual>> = {
  danger: { zh: "有部分不能工作，请按提示处理", en: "Something does not work: see what to do" },
  warning: { zh: "可以工作，有地方需要留意", en: "It works; something needs a look" },
  success: { zh: "系统运行正常", en: "The system works as it should" },
  neutral: { zh: "系统运行正常", en: "The system works as it should" },
  info: { zh: "系统运行正常", en: "The system works as it should" },
};

const kindLabels: Readonly<Record<string, Bilingual>> = {
  api: { zh: "接口", en: "API" },
  worker: { zh: "处理", en: "Worker" },
};

const present = ({ kind, silentMs, disk, startedAt, seenAt, ...rest }: Vitals): Health["processes"][number] => ({
  processId: rest.processId,
  kind,
  kindLabel: kindLabels[kind] ?? { zh: kind, en: kind },
  host: rest.host,
  startedAt: startedAt.toISOString(),
  seenAt: seenAt.toISOString(),
  alive: silentMs < silentAfterMs,
  clockAheadMs: rest.clockAheadMs,
  memoryBytes: rest.memoryBytes,
  diskFreeBytes: disk?.freeBytes ?? null,
  serviceVersion: rest.serviceVersion,
});

function versionsOf(
  vitals: readonly Vitals[],
  { applied, last }: MigrationCount,
  postgres: string,
): Health["versions"] {
  const all = (read: (one: Vitals) => string): string => [...new Set(vitals.map(read))].sort().join(", ") || "—";
  return [
    { what: "service", label: { zh: "服务", en: "Service" }, version: all((one) => one.serviceVersion) },
    { what: "engine", label: { zh: "照片引擎", en: "Photo engine" }, version: engineVersion },
    { what: "contract", label: { zh: "接口版本", en: "Contract" }, version: String(contractVersion) },
    { what: "migration", label: { zh: "数据库结构", en: "Migration" }, version: `${applied} · ${last ?? "—"}` },
    { what: "postgres", label: { zh: "PostgreSQL", en: "PostgreSQL" }, version: postgres },
    { what: "node", label: { zh: "Node", en: "Node" }, version: all((one) => one.nodeVersion) },
  ];
}
