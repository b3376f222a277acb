/** The table of `docs/accuracy` and the figures that the product reads, from one evaluation. */
import {
  type CheckId,
  type CheckLimits,
  type ClauseAccuracy,
  type CountedCheck,
  checkFacts,
  clauseAccuraciesOf,
  isCheckId,
  limitsOf,
  type PhotoSpec,
  rangeWords,
} from "@gradphoto/domain/photo-standard";
import type { Evaluation } from "./evaluation.ts";
import { falseAlarmBudget } from "./measured-check.ts";
import type { Share } from "./tally.ts";
import { wilsonInterval } from "./wilson.ts";

/** Checks that judge people by a measure that can err; facts of files and finished photos are exact. */
export function countsOf({ checks }: Pick<Evaluation, "checks">): Partial<Record<CheckId, CountedCheck>> {
  const rows = checks.flatMap(({ id, found, falseAlarm }): [CheckId, CountedCheck][] => {
    if (!isCheckId(id) || isExact(id)) return [];
    return [[id, { faulty: found.of, found: found.count, fine: falseAlarm.of, falseAlarms: falseAlarm.count }]];
  });
  return Object.fromEntries(rows);
}

const exactChecks: readonly CheckId[] = [
  "file-type",
  "file-broken",
  "too-many-pixels",
  "hair-top",
  "eye-line",
  "face-width",
  "centring",
  "lower-edge",
  "background-colour",
  "pixels",
  "density",
  "file-size",
  "quality",
];
const isExact = (id: CheckId): boolean => exactChecks.includes(id) || checkFacts[id].basis === "note";

/** The text of domain/src/photo-standard/check-accuracy.ts with these figures in it. */
export function withCounts(source: string, counts: Partial<Record<CheckId, CountedCheck>>): string {
  const start = source.indexOf("export const checkAccuracy");
  const rows = Object.entries(counts).map(
    ([id, { faulty, found, fine, falseAlarms }]) =>
      `  ${/-/.test(id) ? `"${id}"` : id}: { faulty: ${faulty}, found: ${found}, fine: ${fine}, falseAlarms: ${falseAlarms} },\n`,
  );
  return `${source.slice(0, start)}export const checkAccuracy: Readonly<Partial<Record<CheckId, CountedCheck>>> = {\n${rows.join("")}};\n`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function counted(count: number, of: number): string {
  if (of === 0) return "–";
  const [low, high] = wilsonInterval(count, of);
  return `${count}/${of} (${percent(low)}–${percent(high)})`;
}

const telling: Readonly<Record<ClauseAccuracy["telling"], string>> = {
  exact: "机器，准确 · machine, exact",
  measured: "机器 · machine",
  uncounted: "机器，样本太少，人也看 · machine, too few photos, a person too",
  person: "人 · person",
};

const clauseRow = ({ rule, telling: how, counted: sum }: ClauseAccuracy): string =>
  `| ${rule.text.zh}<br>${rule.text.en} | ${telling[how]} | ${rule.owner === "person" ? "" : rule.owner.join(", ")} | ${sum ? counted(sum.found, sum.faulty) : ""} | ${sum ? counted(sum.falseAlarms, sum.fine) : ""} |`;

/** `warn ≤ 0.5, fail ≤ 0.85` in the check's own unit. */
function limitWords(id: CheckId, { warn, fail }: CheckLimits): string {
  const { unit } = checkFacts[id];
  return [warn && `warn ${rangeWords(warn, unit).en}`, fail && `fail ${rangeWords(fail, unit).en}`]
    .filter(Boolean)
    .join("; ");
}

function basisWords(id: CheckId): string {
  const budget = falseAlarmBudget(id);
  return budget === null ? String(checkFacts[id].basis) : percentOf(budget);
}

const percentOf = (budget: number): string => `${Number((100 * budget).toFixed(2))} %`;
const shown = ({ count, of }: Share): string => counted(count, of);

/** The whole page in Markdown. */
export function accuracyPage(evaluation: Evaluation, spec: PhotoSpec): string {
  const { totals, halves, checks } = evaluation;
  const checkRow = ({ id, found, foundFail, falseAlarm, falseFail, area }: (typeof checks)[number]): string =>
    isCheckId(id)
      ? `| ${id} | ${shown(found)} | ${shown(foundFail)} | ${shown(falseAlarm)} | ${shown(falseFail)} | ${area === null ? "–" : area.toFixed(3)} | ${basisWords(id)} | ${limitWords(id, limitsOf(id, spec))} |`
      : `| ${id} | ${shown(found)} | – | – | – | – | a person | |`;
  const totalRow = (name: string, sums: typeof totals): string =>
    `| ${name} | ${sums.photos} | ${shown(sums.reasonsFound)} | ${shown(sums.tellableFound)} | ${shown(sums.goodRefused)} | ${shown(sums.goodButForBackgroundRefused)} | ${sums.unlabelledPerPhoto.toFixed(2)} |`;
  return `# 检查能看出什么 · What the checks can tell

Written by \`npm run accuracy:table\` from \`gradphoto eval\` over ${totals.photos} labelled photos; engine ${evaluation.engine}, spec ${evaluation.spec}.
Intervals are Wilson's at 95 %. One labeller; about 60 % of the people are AI-made; labels found wrong are listed with the reason in
[label-corrections.ts](../../apps/cli/src/eval/label-corrections.ts). How each value follows a known dose: [dose.md](dose.md).

## 合计 · Totals

| limits | photos | reasons found | without background, copies, drawings, selfies | good refused | good but for the background, refused for something else | findings nobody labelled, per photo |
|---|---|---|---|---|---|---|
${totalRow("as they stand", totals)}
${halves.map(({ half, totals: sums }) => totalRow(`${half}${half === "both" ? " halves" : " half"}, chosen on the other`, sums)).join("\n")}

By limits chosen on the other half no measured check may refuse: 261 labelled photos hold fewer than 300 without a fault. What
refuses there are rules' own numbers; refusals by the limits as they stand are also held against 300 made good photos.

## 每一条规定 · Every clause

| clause | told by | checks | found | false alarms |
|---|---|---|---|---|
${clauseAccuraciesOf(countsOf(evaluation)).map(clauseRow).join("\n")}

## 每一项检查 · Every check

Basis: \`policy\` is a rule's own number; a percentage is the false-alarm budget, the share of reviewed photos without the fault that
the warning limit may warn of; a refusal lies beyond every one of them and a margin, and is there only with ten photos that have
the fault and 300 that have not, labelled or made.

| check | found | found by fail | false alarms | false fails | area under the curve | basis | should be |
|---|---|---|---|---|---|---|---|
${checks.map(checkRow).join("\n")}
`;
}
