/** Texts for the findings of one photo: measured value, limit, and advice. */
import {
  type Bilingual,
  clausesForPeople,
  type Finding,
  familyOf,
  groupFindings,
  type Language,
  needsReview,
  type Verdict,
  verdictLabel,
  verdictWords,
} from "@gradphoto/domain/photo-standard";

const severity: Readonly<Record<Verdict, number>> = { fail: 3, warn: 2, unsure: 1, pass: 0 };

/**
 * Returns one block per family of findings that failed or warns, worst first. The last line names what could not be
 * judged.
 */
export function summarize(findings: readonly Finding[], language: Language): string[] {
  const spoken = oneOfEachFamily(findings);
  const { toLookAt } = groupFindings(spoken);
  const blocks = toLookAt.map(({ id, verdict, title, message, advice }, at) => {
    // Findings in a row with the same advice share it; it is printed after the last of them.
    const isPrintedNext = toLookAt[at + 1]?.advice[language] === advice[language];
    return [
      `${verdictLabel(verdict)[language]}  ${title[language]} (${id})`,
      `  ${message[language]}`,
      ...(isPrintedNext ? [] : [`  → ${advice[language]}`]),
    ].join("\n");
  });
  const unsure = spoken
    .filter(({ verdict }) => verdict === "unsure")
    .map(({ title }) => title[language]);
  return unsure.length ? [...blocks, unjudged(unsure)[language]] : blocks;
}

/** Keeps the worst finding of each family; of equal ones, the first. */
function oneOfEachFamily(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding, at) => {
    const family = familyOf(finding.id);
    return !findings.some(
      (other, otherAt) =>
        family.includes(other.id) &&
        (severity[other.verdict] > severity[finding.verdict] ||
          (severity[other.verdict] === severity[finding.verdict] && otherAt < at)),
    );
  });
}

/** Limit for listed names. Without a face nearly everything is unjudged, and a longer list would not help. */
const namedAtMost = 6;

function unjudged(titles: readonly string[]): Bilingual {
  const named = titles.slice(0, namedAtMost);
  const more = titles.length > namedAtMost;
  const { icon, zh, en } = verdictWords.unsure;
  return {
    zh: `${icon} ${zh}（${titles.length} 项）：${named.join("、")}${more ? " 等" : ""}`,
    en: `${icon} ${en} (${titles.length}): ${named.join(", ")}${more ? " and more" : ""}`,
  };
}

export const countOf = (findings: readonly Finding[], verdict: Verdict): number =>
  oneOfEachFamily(findings).filter((finding) => finding.verdict === verdict).length;

/**
 * Counts what a person must judge: "2 to be looked at by a person, 34 could not be judged". Returns null if there is
 * nothing.
 */
export function leftToAPerson(findings: readonly Finding[]): Bilingual | null {
  const forLook = oneOfEachFamily(findings).filter(needsReview);
  const warned = forLook.filter(({ verdict }) => verdict === "warn").length;
  const unsure = forLook.length - warned;
  if (warned + unsure === 0) return null;
  const zh = [warned && `${warned} 项需要人工查看`, unsure && `${unsure} 项未能判断`];
  const en = [
    warned && `${warned} to be looked at by a person`,
    unsure && `${unsure} could not be judged`,
  ];
  return { zh: zh.filter(Boolean).join("，"), en: en.filter(Boolean).join(", ") };
}

/** Note about the rules that only a person checks. It is printed with every photo that may be submitted. */
export const reviewerLooks: Bilingual = {
  zh: `另有 ${clausesForPeople.length} 条细则由审核员看，gradphoto rules 可列出。`,
  en: `A reviewer also looks at ${clausesForPeople.length} clauses; gradphoto rules lists them.`,
};

/** Counts the failed findings of a refused photo: "3 things have to change". */
export const toChange = (findings: readonly Finding[]): Bilingual => {
  const failed = countOf(findings, "fail");
  return {
    zh: `有 ${failed} 处需要改`,
    en: failed === 1 ? "one thing has to change" : `${failed} things have to change`,
  };
};
