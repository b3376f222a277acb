/** `node apps/server/src/core/print-limits.ts > docs/security/limits.md`: the list of limits as a page. */
import type { Bilingual } from "@gradphoto/domain";
import { actLimits, budgets, type Limit, networkLimits, requestLimits, studentLimits } from "./limits.ts";

const kinds: readonly (readonly [title: Bilingual, limits: readonly Limit[]])[] = [
  [
    {
      zh: "网络：没有会话的人，只数成功或花了钱的；被拒绝的、空的、格式不对的请求不计",
      en: "networks: callers without a session; successes and costs alone, nothing that was refused, empty or malformed",
    },
    [requestLimits.network, ...Object.values(networkLimits)],
  ],
  [{ zh: "会话", en: "sessions" }, [requestLimits.session, budgets.siteCode]],
  [
    { zh: "花钱、费力、可猜的事", en: "acts that cost, keep machines busy, or guess" },
    [...studentLimits, ...Object.values(budgets).filter((limit) => limit !== budgets.siteCode), ...actLimits],
  ],
];

const units = [
  [86_400, "天", "days"],
  [3600, "小时", "hours"],
  [60, "分钟", "minutes"],
] as const;

function windowOf({ windowS }: Limit): string {
  const [seconds, zh, en] = units.find(([unit]) => windowS % unit === 0) ?? [1, "秒", "s"];
  const count = windowS / seconds;
  return `${count} ${zh} ${count === 1 ? en.replace(/s$/, "") : en}`;
}

const both = ({ zh, en }: Bilingual): string => `${zh} / ${en}`;

export const limitsPage = (): string =>
  [
    "# 限额 / Limits",
    "",
    "由 `apps/server/src/core/limits.ts` 打印，不要手改 / Printed from the list; change the list, then run `node apps/server/src/core/print-limits.ts > docs/security/limits.md`.",
    ...kinds.flatMap(([title, limits]) => [
      "",
      `## ${both(title)}`,
      "",
      "| 谁 who | 什么 what | 次数 times | 在多久内 within |",
      "|---|---|---|---|",
      ...limits.map((limit) => `| ${both(limit.per)} | ${both(limit.what)} | ${limit.hits} | ${windowOf(limit)} |`),
    ]),
    "",
  ].join("\n");

if (import.meta.main) process.stdout.write(limitsPage());
