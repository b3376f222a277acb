/** Queries every part of the service and combines it with what the processes reported. */
import {
  type Bilingual,
  beijingDay,
  beijingTime,
  startOfBeijingDay,
  type Tone,
  type tones,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import { readSpecFaults } from "../core/photo-standard/read-photo-specs.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { countMigrations } from "../infra/db/read-migrations.ts";
import { probeWrites } from "../infra/db/write-state.ts";
import type { JobTable } from "../infra/jobs/job-table.ts";
import type { Moments } from "../infra/metrics/recent-results.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { probeStore } from "../infra/object-store/store-state.ts";
import { withTimeout } from "../infra/share-probe.ts";
import { readVitals, type Vitals } from "../infra/vitals/vitals.ts";
import { addWorkingDays } from "../infra/working-days/working-days.ts";
import type { readChecks } from "./connections/check-connections.ts";
import { isSignIn } from "./connections/connections.ts";
import { type FaceCount, filedFrom, readFaceCount } from "./count-faces.ts";
import {
  clockPart,
  databasePart,
  diskPart,
  failedPart,
  joinMoments,
  outsidePart,
  outsideSystems,
  type Part,
  part,
  processPart,
  queuePart,
  scheduledPart,
  signInPart,
  silentAfterMs,
  specsPart,
  storePart,
} from "./parts.ts";

/** Number of persons from which the operator should prepare the filing. */
const nearFrom = 80_000;
const filingDays = 30;

/** Assesses the number of stored faces. `filing` is the filing number, or empty without one. */
export function facesPart(count: FaceCount | null, filing: string): Part {
  const label = { zh: "已存人脸照片（人）", en: "Persons with stored photos" };
  if (count === null) {
    return part("stored-faces", label, "neutral", {
      zh: "尚未统计，每天统计一次",
      en: "Not counted yet: that is done once a day",
    });
  }
  const { persons, reachedOn } = count;
  const at = beijingTime(count.countedAt);
  const text = { zh: `${persons}，截至 ${at}`, en: `${persons}, as of ${at}` };
  if (filing !== "") {
    return part("stored-faces", label, "success", {
      zh: `${text.zh}；备案编号 ${filing}`,
      en: `${text.en}; filed under ${filing}`,
    });
  }
  if (reachedOn !== null) return part("stored-faces", label, "warning", text, filingDue(reachedOn));
  if (persons < nearFrom) return part("stored-faces", label, "success", text);
  return part("stored-faces", label, "warning", text, {
    zh: `到 ${filedFrom} 人起 ${filingDays} 个工作日内要向所在地省级以上网信部门备案：现在准备材料，影响评估的提纲在 docs/security/pipl.zh.md`,
    en: `From ${filedFrom} on you have ${filingDays} working days to file with the provincial cyberspace authority: prepare the papers now, docs/security/pipl.md outlines the impact assessment`,
  });
}

function filingDue(reachedOn: string): Part["summary"] {
  const { dueAt, certain } = addWorkingDays(startOfBeijingDay(reachedOn), filingDays);
  const due = beijingDay(dueAt);
  const unsure = certain
    ? { zh: "", en: "" }
    : {
        zh: "（节假日安排尚未公布，请自行核对）",
        en: " (holidays of that year are not published yet: check it)",
      };
  return {
    zh: `${reachedOn} 达到 ${filedFrom} 人：${due} 之前向所在地省级以上网信部门备案${unsure.zh}，网址 https://grxxbh.cacdtsc.cn ；备案后把编号填入配置“人脸信息备案编号”`,
    en: `${filedFrom} were reached on ${reachedOn}: file with the provincial cyberspace authority by ${due}${unsure.en}, at https://grxxbh.cacdtsc.cn; then enter its number as “Filing of stored faces” under Configuration`,
  };
}

type Health = RouteAnswer<"readHealth">;

export interface HealthDeps
  extends Pick<ServiceDeps, "db" | "clock" | "configuration" | "specFiles"> {
  readonly objects: Pick<ObjectStore, "list">;
  readonly jobTable: Pick<JobTable, "readCounts">;
  /** Number of photos that failed in processing and may be retried. */
  readonly countUnsettled: () => Promise<number>;
  /** Connections that can be checked, by the part that displays them. */
  readonly readChecks: () => ReturnType<typeof readChecks>;
}

export async function readHealth(deps: HealthDeps): Promise<Health> {
  const { db, clock, objects, jobTable, countUnsettled, configuration, specFiles } = deps;
  const began = performance.now();
  await db.execute(sql`select 1`);
  const databaseMs = Math.round(performance.now() - began);
  const [
    vitals,
    migrations,
    writes,
    storeMs,
    counts,
    unsettled,
    faces,
    inForce,
    specFaults,
    checks,
  ] = await Promise.all([
    readVitals(db),
    countMigrations(db.$client),
    probeWrites(db.$client),
    measureStore(objects),
    jobTable.readCounts(),
    countUnsettled(),
    readFaceCount(db),
    configuration.read(db),
    readSpecFaults(db, specFiles, clock()),
    deps.readChecks(),
  ]);
  const now = clock();
  const time = (at: string): string => beijingTime(at);
  const alive = vitals.filter(({ silentMs }) => silentMs < silentAfterMs);
  const disk = diskPart(alive);
  const parts: readonly Part[] = [
    databasePart(databaseMs, migrations.applied >= migrations.expected, writes),
    storePart(storeMs),
    ...counts.map((one) => queuePart(one, now)),
    failedPart(unsettled),
    specsPart(specFaults),
    facesPart(faces, inForce("face-filing")),
    processPart("api", vitals),
    processPart("worker", vitals),
    clockPart(alive),
    ...(disk ? [disk] : []),
    scheduledPart(gather(vitals, "scheduled"), time),
    ...outsideSystems.map((system) =>
      outsidePart(
        system,
        gather(vitals, "outside").get(system) ?? { okAt: null, faultAt: null, fault: null },
        time,
      ),
    ),
    ...[...checks.values()].flatMap((ofPart) => ofPart.filter(isSignIn).map(signInPart)),
  ];
  const tone = loudest(parts);
  return {
    checkedAt: now.toISOString(),
    tone,
    label: overall[tone],
    parts: parts.map((one) => ({ ...one, checks: [...(checks.get(one.part) ?? [])] })),
  };
}

const storeTimeoutMs = 3000;

/** Measures the response time in milliseconds; null for no response or a refusal. */
async function measureStore(objects: HealthDeps["objects"]): Promise<number | null> {
  const began = performance.now();
  const serves = probeStore(objects).then(
    () => true,
    () => false,
  );
  return (await withTimeout(storeTimeoutMs, serves)) ? Math.round(performance.now() - began) : null;
}

/** Collects the results of all processes, also of silent ones, because they may have reported last. */
function gather(
  vitals: readonly Vitals[],
  kind: "outside" | "scheduled",
): ReadonlyMap<string, Moments> {
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
