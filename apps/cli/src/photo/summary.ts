/** The findings of one photo in words: what was measured, what is allowed, what to do next. */
import {
  asksForLook,
  type Bilingual,
  type Finding,
  familyOf,
  type Language,
  leftToPeople,
  type Verdict,
  verdictLabel,
  verdictWords,
  visibleFindings,
} from "@gradphoto/domain/photo-standard";

const severity: Readonly<Record<Verdict, number>> = { fail: 3, warn: 2, unsure: 1, pass: 0 };

/** One block per matter that failed or warns, worst first, then one line that names what could not be judged. */
export function summarize(findings: readonly Finding[], language: Language): string[] {
  const spoken = oneOfEachFamily(findings);
  const { toLookAt } = visibleFindings(spoken);
  const blocks = toLookAt.map(({ id, verdict, title, message, advice }, at) => {
    // The same advice in a row is given once, behind the last.
    const isPrintedNext = toLookAt[at + 1]?.advice[language] === advice[language];
    return [
      `${verdictLabel(verdict)[language]}  ${title[language]} (${id})`,
      `  ${message[language]}`,
      ...(isPrintedNext ? [] : [`  → ${advice[language]}`]),
    ].join("\n");
  });
  const unsure = spoken.filter(({ verdict }) => verdict === "unsure").map(({ title }) => title[language]);
  return unsure.length ? [...blocks, unjudged(unsure)[language]] : blocks;
}

/** Of checks that tell of one matter, the first of the worst. */
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

/** Without a face nearly everything is unjudged; more names than these say nothing more. */
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

/** How much is left to a person: "2 to be looked at by a person, 34 could not be judged". Empty when nothing is. */
export function leftToAPerson(findings: readonly Finding[]): Bilingual | null {
  const forLook = oneOfEachFamily(findings).filter(asksForLook);
  const warned = forLook.filter(({ verdict }) => verdict === "warn").length;
  const unsure = forLook.length - warned;
  if (warned + unsure === 0) return null;
  const zh = [warned && `${warned} 项需要人工查看`, unsure && `${unsure} 项未能判断`];
  const en = [warned && `${warned} to be looked at by a person`, unsure && `${unsure} could not be judged`];
  return { zh: zh.filter(Boolean).join("，"), en: en.filter(Boolean).join(", ") };
}

/** Rules that no machine checks; printed with every photo that may be submitted. */
export const reviewerLooks: Bilingual = {
  zh: `另有 ${leftToPeople.length} 条细则由审核员看，gradphoto rules 可列出。`,
  en: `A reviewer also looks at ${leftToPeople.length} clauses; gradphoto rules lists them.`,
};

/** "3 things have to change", of a refused photo. */
export const toChange = (findings: readonly Finding[]): Bilingual => {
  const failed = countOf(findings, "fail");
  return {
    zh: `有 ${failed} 处需要改`,
    en: failed === 1 ? "one thing has to change" : `${failed} things have to change`,
  };
};
