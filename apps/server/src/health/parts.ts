/** Assessment of each part of the service, with the finding and the recommended action. */
import type { Bilingual, Tone } from "@gradphoto/domain";
import { jobKinds, payProviders } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { WriteState } from "../infra/db/write-state.ts";
import type { QueueCounts } from "../infra/jobs/job-table.ts";
import type { Moments } from "../infra/metrics/recent-results.ts";
import type { Vitals } from "../infra/vitals/vitals.ts";
import type { Check } from "./connections/check-connections.ts";
import { judgeClock } from "./connections/limits.ts";
import { refusedWrites } from "./connections/refused-writes.ts";

export type Part = Omit<RouteAnswer<"readHealth">["parts"][number], "checks">;

/** Time without a heartbeat after which a process counts as silent: six missed ones. */
export const silentAfterMs = 60_000;

export const part = (
  code: string,
  label: Bilingual,
  tone: Tone,
  text: Bilingual,
  todo: Bilingual | null = null,
): Part => ({
  part: code,
  label,
  tone,
  summary: text,
  todo,
});

export function databasePart(answeredMs: number, migrated: boolean, writes: WriteState): Part {
  const label = { zh: "数据库", en: "Database" };
  if (!migrated)
    return part(
      "database",
      label,
      "danger",
      { zh: "数据库结构比程序旧", en: "Its schema is older than the program" },
      {
        zh: "运行 systemctl restart gradphoto-migrate，再 gradphoto restart",
        en: "Run systemctl restart gradphoto-migrate, then gradphoto restart",
      },
    );
  if (writes !== "ok") return part("database", label, "danger", ...refusedWrites[writes]);
  const text = { zh: `${answeredMs} 毫秒应答`, en: `It answers in ${answeredMs} ms` };
  if (answeredMs < 500) return part("database", label, "success", text);
  return part("database", label, "warning", text, {
    zh: "应答偏慢：查看数据库所在机器的负载和磁盘",
    en: "That is slow: check the load and the disk of its machine",
  });
}

/** Assesses the store. An `answeredMs` of null means no response. */
export function storePart(answeredMs: number | null): Part {
  const label = { zh: "照片存储", en: "Object store" };
  if (answeredMs !== null)
    return part("object-store", label, "success", {
      zh: `${answeredMs} 毫秒应答`,
      en: `It answers in ${answeredMs} ms`,
    });
  return part(
    "object-store",
    label,
    "danger",
    {
      zh: "没有应答，或没有这个桶，学生暂时不能上传",
      en: "It does not answer, or has no such bucket: nobody can upload",
    },
    {
      zh: "检查磁盘或存储服务，以及桶的名字与密钥；照片任务会自动重试",
      en: "Check the disk, or the store, the bucket's name and its key; jobs are retried automatically",
    },
  );
}

const slowMs = 120_000;
const stuckMs = 600_000;

export function queuePart(
  { name, waiting, active, retrying, dead, oldestWaitingSince }: QueueCounts,
  now: Date,
): Part {
  const label = { zh: `队列：${jobKinds[name].zh}`, en: `Queue: ${jobKinds[name].en}` };
  const oldestMs =
    oldestWaitingSince === null ? 0 : Math.max(0, now.getTime() - oldestWaitingSince.getTime());
  const oldestS = Math.round(oldestMs / 1000);
  const text = {
    zh: `等待 ${waiting}，处理中 ${active}，待重试 ${retrying}${dead > 0 ? `，已放弃 ${dead}` : ""}${oldestS > 0 ? `；最早的一个已等 ${oldestS} 秒` : ""}`,
    en: `${waiting} waiting, ${active} running, ${retrying} to be retried${dead > 0 ? `, ${dead} abandoned` : ""}${oldestS > 0 ? `; the oldest has waited ${oldestS} s` : ""}`,
  };
  if (oldestMs < slowMs) return part(`queue-${name}`, label, "success", text);
  return part(`queue-${name}`, label, oldestMs < stuckMs ? "warning" : "danger", text, {
    zh: "增加处理进程（systemctl enable --now gradphoto-worker@2），或查看现有进程的日志",
    en: "Start another worker (systemctl enable --now gradphoto-worker@2), or read the log of the running ones",
  });
}

/** Assesses failed photos. `unsettled` is the number of those that failed in processing and may be retried. */
export function failedPart(unsettled: number): Part {
  const label = { zh: "处理失败的照片", en: "Failed photos" };
  if (unsettled === 0) return part("failed-photos", label, "success", { zh: "没有", en: "None" });
  return part(
    "failed-photos",
    label,
    "warning",
    { zh: `${unsettled} 张等待重试`, en: `${unsettled} waiting to be retried` },
    {
      zh: "处理进程的日志里有原因，排除后重试",
      en: "The workers' log has the cause; once it is gone, retry",
    },
  );
}

/** Assesses the processes of one kind. A silent process does not count when another one has replaced it. */
export function processPart(kind: "api" | "worker", all: readonly Vitals[]): Part {
  const label =
    kind === "api" ? { zh: "接口进程", en: "API processes" } : { zh: "处理进程", en: "Workers" };
  const ofKind = all.filter((one) => one.kind === kind);
  const alive = ofKind.filter(({ silentMs }) => silentMs < silentAfterMs).length;
  const ranAt = (at: Date): number =>
    ofKind.filter(({ startedAt, seenAt }) => startedAt <= at && at <= seenAt).length;
  const previous = Math.max(alive, ...ofKind.map(({ seenAt }) => ranAt(seenAt)));
  const isFewer = alive < previous;
  const silent = [
    ...new Set(ofKind.flatMap(({ silentMs, host }) => (silentMs < silentAfterMs ? [] : [host]))),
  ].join(", ");
  const text = {
    zh: `${alive} 个在运行${isFewer ? `，此前有 ${previous} 个；无响应：${silent}` : ""}`,
    en: `${alive} running${isFewer ? `, ${previous} before; not responding: ${silent}` : ""}`,
  };
  const look = {
    zh: "查看无响应的进程的日志，必要时重启",
    en: "Read the log of the one that does not respond; restart it if need be",
  };
  if (alive > 0)
    return part(kind, label, isFewer ? "warning" : "success", text, isFewer ? look : null);
  return part(kind, label, "danger", text, {
    zh:
      kind === "worker"
        ? "启动处理进程（systemctl start gradphoto-worker@1）：照片、退款、通知都在等"
        : "启动接口进程（systemctl start gradphoto-api@3000）",
    en:
      kind === "worker"
        ? "Start one (systemctl start gradphoto-worker@1): photos, refunds and messages wait for it"
        : "Start one (systemctl start gradphoto-api@3000)",
  });
}

export function clockPart(all: readonly Vitals[]): Part {
  const label = { zh: "时钟", en: "Clocks" };
  const [worst] = [...all].sort(
    (one, other) => Math.abs(other.clockAheadMs) - Math.abs(one.clockAheadMs),
  );
  const offMs = Math.abs(worst?.clockAheadMs ?? 0);
  const state = judgeClock(offMs);
  const where =
    state === "ok" || !worst
      ? { zh: "", en: "" }
      : { zh: `（${worst.host}）`, en: ` (${worst.host})` };
  const text = {
    zh: `与数据库最多相差 ${offMs} 毫秒${where.zh}`,
    en: `At most ${offMs} ms from the database's${where.en}`,
  };
  if (state === "ok") return part("clock", label, "success", text);
  return part("clock", label, state === "warning" ? "warning" : "danger", text, {
    zh: "校准服务器时间（NTP）：相差太大时动态码和支付签名会失效",
    en: "Set the machines' time (NTP): one-time codes and payment signatures fail when it is off",
  });
}

/** Assesses the operator's own photo specs. `faults` describes what is broken or missing. */
export function specsPart(faults: readonly Bilingual[]): Part {
  const label = { zh: "照片规格", en: "Photo specs" };
  if (faults.length === 0)
    return part("photo-specs", label, "success", { zh: "都能读取", en: "All can be read" });
  const text = {
    zh: faults.map(({ zh }) => zh).join("；"),
    en: faults.map(({ en }) => en).join("; "),
  };
  return part("photo-specs", label, "danger", text, {
    zh: "改正 GRADPHOTO_SPECS 文件夹里的文件，再运行 gradphoto restart",
    en: "Correct the file in the folder of GRADPHOTO_SPECS, then run gradphoto restart",
  });
}

export function diskPart(all: readonly Vitals[]): Part | null {
  const label = { zh: "磁盘", en: "Disk" };
  const shares = all.flatMap(({ disk }) =>
    disk === null || disk.totalBytes === 0 ? [] : [disk.freeBytes / disk.totalBytes],
  );
  if (shares.length === 0) return null;
  const free = Math.round(Math.min(...shares) * 100);
  const text = { zh: `剩余 ${free}%`, en: `${free}% free` };
  if (free >= 20) return part("disk", label, "success", text);
  return part("disk", label, free >= 5 ? "warning" : "danger", text, {
    zh: "扩大磁盘或清理：写满后照片不能保存",
    en: "Enlarge or clear it: no photo can be saved on a full disk",
  });
}

const outsideLabels: Readonly<Record<string, Bilingual>> = {
  wechat: { zh: "微信", en: "WeChat" },
  ...payProviders,
  sms: { zh: "短信", en: "Text messages" },
  issuer: { zh: "学信网采集码", en: "CHSI collection codes" },
  registry: { zh: "学信网上传", en: "CHSI registry" },
};

export const outsideSystems: readonly string[] = Object.keys(outsideLabels);

const latest = (all: readonly (string | null)[]): string | null =>
  all.reduce((one, other) => (one === null || (other !== null && other > one) ? other : one), null);

/** Combines the latest events of several processes. */
export function joinMoments(all: readonly Moments[]): Moments {
  const faultAt = latest(all.map((one) => one.faultAt));
  return {
    okAt: latest(all.map((one) => one.okAt)),
    faultAt,
    fault: all.find((one) => one.faultAt === faultAt && faultAt !== null)?.fault ?? null,
  };
}

const outsideFaults: Readonly<Record<string, Bilingual>> = {
  unauthorized: { zh: "对方不认我们的密钥", en: "it did not accept our key" },
  "request-refused": { zh: "对方不接受我们的请求", en: "it refused our request" },
  "answer-unreadable": { zh: "对方的应答无法读取", en: "its answer could not be read" },
  busy: { zh: "对方繁忙", en: "it was busy" },
};

const isLaterFault = ({ okAt, faultAt }: Moments): boolean =>
  faultAt !== null && (okAt === null || faultAt > okAt);

export function outsidePart(system: string, moments: Moments, time: (at: string) => string): Part {
  const label = outsideLabels[system] ?? { zh: system, en: system };
  const { okAt, faultAt, fault } = moments;
  if (isLaterFault(moments) && faultAt !== null) {
    const why = outsideFaults[fault ?? ""] ?? { zh: "没有应答", en: "it did not answer" };
    const previous =
      okAt === null
        ? { zh: "", en: "" }
        : { zh: `，上次成功 ${time(okAt)}`, en: `; last success ${time(okAt)}` };
    const text = {
      zh: `${time(faultAt)} ${why.zh}${previous.zh}`,
      en: `At ${time(faultAt)} ${why.en}${previous.en}`,
    };
    return part(system, label, "danger", text, {
      zh: "检查网络、密钥和对方公告，日志里有对方的返回码；未完成的会自动再试",
      en: "Check the network, the keys and their notices; the log has the code of their answer; unfinished work is retried automatically",
    });
  }
  if (okAt === null)
    return part(system, label, "neutral", {
      zh: "启动以来没有用到",
      en: "Not used since the start",
    });
  return part(system, label, "success", {
    zh: `上次成功 ${time(okAt)}`,
    en: `Last success ${time(okAt)}`,
  });
}

/** Assesses an identity provider by its last check, because staff sign-ins reveal nothing about its state. */
export const signInPart = ({ connection, label, last }: Check): Part =>
  part(connection, label, last?.tone ?? "neutral", {
    zh: "员工用它登录",
    en: "Staff sign in with it",
  });

/** Assesses the periodic job that failed last. */
export function scheduledPart(
  scheduled: ReadonlyMap<string, Moments>,
  time: (at: string) => string,
): Part {
  const label = { zh: "定时工作", en: "Periodic work" };
  const failing = [...scheduled].filter(([, moments]) => isLaterFault(moments));
  if (scheduled.size === 0)
    return part("scheduled", label, "neutral", { zh: "还没有运行过", en: "None has run yet" });
  if (failing.length === 0)
    return part("scheduled", label, "success", {
      zh: `${scheduled.size} 项都正常`,
      en: `All ${scheduled.size} ran well`,
    });
  const names = failing
    .map(([name, { faultAt }]) => `${name} (${faultAt === null ? "" : time(faultAt)})`)
    .join(", ");
  return part(
    "scheduled",
    label,
    "warning",
    { zh: `最近一次失败：${names}`, en: `Failed at their last run: ${names}` },
    {
      zh: "会自动再试；若一直失败，查看处理进程的日志",
      en: "They are retried automatically; if they keep failing, read the workers' log",
    },
  );
}
