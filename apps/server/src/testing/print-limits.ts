/** `node apps/server/src/testing/print-limits.ts > docs/security/limits.md`: prints the page of all rate limits. */
import type { Bilingual } from "@gradphoto/domain";
import {
  accountLimits,
  budgets,
  type Limit,
  networkLimits,
  requestLimits,
  studentLimits,
} from "../core/limits.ts";

const ofStrangers: readonly Limit[] = [
  budgets.wechat,
  budgets.siteTicket,
  budgets.staffGuess,
  budgets.staffNetwork,
  budgets.staffName,
];
const listedAbove: readonly Limit[] = [...ofStrangers, budgets.siteCode];

const kinds: readonly (readonly [title: Bilingual, limits: readonly Limit[]])[] = [
  [
    {
      zh: "网络：没有会话的人，只数成功或花了钱的；被拒绝的、空的、格式不对的请求不计",
      en: "networks, without a session; only successes and costs, never refused or malformed requests",
    },
    [requestLimits.network, ...networkLimits, ...ofStrangers],
  ],
  [{ zh: "会话", en: "sessions" }, [requestLimits.session, budgets.siteCode]],
  [
    { zh: "花钱、费力、可猜的事", en: "acts that cost money or time, or allow guessing" },
    [
      ...Object.values(budgets).filter((limit) => !listedAbove.includes(limit)),
      ...studentLimits,
      ...accountLimits,
    ],
  ],
];

const units = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
] as const;

function windowOf({ windowS }: Limit): string {
  const [seconds, unit] = units.find(([unitS]) => windowS % unitS === 0) ?? [1, "s"];
  return `${windowS / seconds} ${unit}`;
}

const both = ({ zh, en }: Bilingual): string => `${zh} / ${en}`;

const whatOf = ({ what, routes = [] }: Limit): string =>
  what ? both(what) : routes.map((route) => `\`${route}\``).join(" ");

export const limitsPage = (): string =>
  [
    "# 限额 / Limits",
    "",
    "由 `apps/server/src/core/limits.ts` 打印，不要手改 / Printed from that list: `node apps/server/src/testing/print-limits.ts > docs/security/limits.md`",
    ...kinds.flatMap(([title, limits]) => [
      "",
      `## ${both(title)}`,
      "",
      ...[...new Set(limits.map(({ per }) => both(per)))].flatMap((per) => [
        `- ${per}`,
        ...limits
          .filter((limit) => both(limit.per) === per)
          .map((limit) => `  - ${limit.hits} / ${windowOf(limit)}：${whatOf(limit)}`),
      ]),
    ]),
    "",
  ].join("\n");

if (import.meta.main) process.stdout.write(limitsPage());
