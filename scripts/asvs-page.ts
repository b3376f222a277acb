/** Prints docs/security/asvs.md from asvs.json: `node scripts/asvs-page.ts > docs/security/asvs.md`. */
import { readFileSync } from "node:fs";

const verdicts = {
  met: "达到 met",
  partly: "部分 partly",
  missing: "缺 missing",
  "not applicable": "不适用 n/a",
} as const;

type Verdict = keyof typeof verdicts;

interface Requirement {
  readonly id: string;
  readonly level: 1 | 2;
  /** Our paraphrase of the requirement in Chinese and English. */
  readonly zh: string;
  readonly en: string;
  readonly verdict: Verdict;
  readonly evidence: string;
}

interface Chapter {
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

export const chapters: readonly Chapter[] = JSON.parse(
  readFileSync(new URL("../docs/security/asvs.json", import.meta.url), "utf8"),
);
export const requirements = chapters.flatMap((chapter) => chapter.requirements);

const allVerdicts: readonly Verdict[] = ["met", "partly", "missing", "not applicable"];
const countOf = (some: readonly Requirement[], verdict: Verdict): number =>
  some.filter((one) => one.verdict === verdict).length;
const countRow = (title: string, some: readonly Requirement[]): string =>
  `| ${title} | ${allVerdicts.map((verdict) => countOf(some, verdict)).join(" | ")} | ${some.length} |`;

const gapLine = ({ id, level, verdict, zh, evidence }: Requirement): string =>
  `- **${id}** L${level} ${verdicts[verdict]} ${zh}：${evidence}`;

/** Requirements with the same reason share one line. */
const reasonLines = (some: readonly Requirement[]): readonly string[] =>
  [...Map.groupBy(some, ({ evidence }) => evidence)].map(
    ([evidence, same]) => `- ${same.map(({ id }) => id).join(" ")} 不适用 n/a：${evidence}`,
  );

function chapterLines({ title, requirements: all }: Chapter, at: number): readonly string[] {
  const gaps = all.filter(({ verdict }) => verdict === "partly" || verdict === "missing");
  const met = all.filter(({ verdict }) => verdict === "met");
  const others = all.filter(({ verdict }) => verdict === "not applicable");
  return [
    `\n## V${at + 1} ${title}\n`,
    ...gaps.map(gapLine),
    ...met.map(({ id, zh, evidence }) => `- ${id} ${zh}：${evidence}`),
    ...reasonLines(others),
  ];
}

export const asvsPage = (): string =>
  [
    "# OWASP ASVS 5.0.0，第 1、2 级 / levels 1 and 2\n",
    "由 `docs/security/asvs.json` 打印，不要手改：改了代码里的依据，就改那里的一行，再运行 `node scripts/asvs-page.ts > docs/security/asvs.md`。要求以 [OWASP 原文](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0)为准。没有人从外面审过。",
    "Printed from `docs/security/asvs.json`; edit that file, then run the command above. The standard has the English text of each number. Nobody outside has audited it. Each chapter lists its gaps first.\n",
    `| | ${allVerdicts.map((verdict) => verdicts[verdict]).join(" | ")} | 共 all |`,
    "|---|---:|---:|---:|---:|---:|",
    ...[1, 2].map((level) =>
      countRow(
        `第 ${level} 级 level ${level}`,
        requirements.filter((one) => one.level === level),
      ),
    ),
    countRow("共 all", requirements),
    ...chapters.flatMap(chapterLines),
    "",
  ].join("\n");

if (import.meta.main) process.stdout.write(asvsPage());
