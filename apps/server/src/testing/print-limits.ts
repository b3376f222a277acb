/** `node apps/server/src/testing/print-limits.ts`: prints the pages of all rate limits, docs/security/limits.md and limits.zh.md. */
import { writeFileSync } from "node:fs";
import type { Bilingual, Language } from "@gradphoto/domain";
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
      en: "Networks, without a session; only successes and costs, never refused, empty or malformed requests",
    },
    [requestLimits.network, ...networkLimits, ...ofStrangers],
  ],
  [{ zh: "会话", en: "Sessions" }, [requestLimits.session, budgets.siteCode]],
  [
    { zh: "花钱、费力、可猜的事", en: "Acts that cost money or time, or allow guessing" },
    [
      ...Object.values(budgets).filter((limit) => !listedAbove.includes(limit)),
      ...studentLimits,
      ...accountLimits,
    ],
  ],
];

const units: readonly (readonly [seconds: number, unit: Bilingual])[] = [
  [86_400, { zh: "天", en: "d" }],
  [3600, { zh: "小时", en: "h" }],
  [60, { zh: "分钟", en: "min" }],
];

function windowOf({ windowS }: Limit, language: Language): string {
  const [seconds, unit] = units.find(([unitS]) => windowS % unitS === 0) ?? [
    1,
    { zh: "秒", en: "s" },
  ];
  return `${windowS / seconds} ${unit[language]}`;
}

const whatOf = ({ what, routes = [] }: Limit, language: Language): string =>
  what ? what[language] : routes.map((route) => `\`${route}\``).join(" ");

const command = "node apps/server/src/testing/print-limits.ts";
const heads: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    "# 限额",
    "",
    "[English](limits.md)",
    "",
    `由 \`apps/server/src/core/limits.ts\` 打印，不要手改：\`${command}\``,
  ],
  en: [
    "# Limits",
    "",
    "[中文](limits.zh.md)",
    "",
    `Printed from \`apps/server/src/core/limits.ts\`; do not edit: \`${command}\``,
  ],
};
const columns: Bilingual = {
  zh: "| 按什么计 | 次数 | 时间 | 什么 |",
  en: "| Counted by | Times | Period | What |",
};

export const limitsPage = (language: Language): string =>
  [
    ...heads[language],
    ...kinds.flatMap(([title, limits]) => [
      "",
      `## ${title[language]}`,
      "",
      columns[language],
      "|---|---:|---:|---|",
      ...[...new Set(limits.map(({ per }) => per.en))]
        .flatMap((per) => limits.filter((limit) => limit.per.en === per))
        .map(
          (limit) =>
            `| ${limit.per[language]} | ${limit.hits} | ${windowOf(limit, language)} | ${whatOf(limit, language)} |`,
        ),
    ]),
    "",
  ].join("\n");

export const limitsPages = { en: "limits.md", zh: "limits.zh.md" } as const;

if (import.meta.main)
  for (const language of ["en", "zh"] as const)
    writeFileSync(
      new URL(`../../../../docs/security/${limitsPages[language]}`, import.meta.url),
      limitsPage(language),
    );
