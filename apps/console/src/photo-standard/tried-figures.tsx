/** Effect of the tried limit: distribution of values, number of photos that change, and the decisions on those. */
import { checkFacts, findingWords, verdictLabel } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Card, Flex, Statistic, Typography } from "antd";
import { useCallback, useMemo } from "react";
import { useTranslate, useWords } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Histogram } from "../parts/plot/histogram.tsx";
import { limitsWords } from "./limits-words.ts";
import { limitEnds, limitWords, sayingOf, type Tried } from "./tried-limit.ts";

type Answer = RouteAnswer<"tryLimits">;
type Change = Answer["changes"][number];

export function TriedFigures({ answer, query }: { readonly answer: Answer; readonly query: Tried }) {
  const t = useWords(limitsWords);
  const translate = useTranslate();
  const { check, present, tried, isChanged } = query;
  const { unit } = checkFacts[check];
  const { quantity } = findingWords[check];
  const write = useCallback((value: number) => translate(limitWords(value, unit)), [unit, translate]);
  const steps = useMemo(
    () =>
      answer.histogram.map(({ fromValue, untilValue, photos, refusedLater }) => ({
        from: fromValue,
        until: untilValue,
        count: photos,
        marked: refusedLater,
      })),
    [answer],
  );
  const marks = useMemo(
    () =>
      limitEnds.flatMap((end) => {
        const [now, then] = [present[end], tried[end]];
        const name = end === "failMin" || end === "failMax" ? t["fail-line"] : t["warn-line"];
        return [
          ...(now === undefined ? [] : [{ at: now, name: name(write(now)), tried: false }]),
          ...(then === undefined || then === now
            ? []
            : [{ at: then, name: t.triedLine(name(write(then))), tried: true }]),
        ];
      }),
    [present, tried, write, t],
  );
  const names = useMemo(() => [t.plain, t.refusedLater] as const, [t]);
  const changed = answer.changes.filter(({ photos }) => photos > 0);
  const saying = sayingOf(isChanged, changed.length);
  const refused = answer.changes.find(({ change }) => change === "newly-refused");
  if (answer.photos === 0 && answer.unjudged === 0) return <Typography.Text>{t.noPhotos}</Typography.Text>;
  return (
    <Flex vertical gap={16}>
      {!answer.complete && <Alert type="warning" showIcon title={t.partly} />}
      <Flex gap={48} wrap>
        <Statistic title={t.photos} value={answer.photos} />
        <Statistic title={t.unjudged} value={answer.unjudged} />
        {changed.map(({ change, label, photos }) => (
          <Statistic key={change} title={translate(label)} value={photos} />
        ))}
      </Flex>
      {saying !== null && <Typography.Text>{t[saying]}</Typography.Text>}
      {changed.some(({ change }) => change === "checked-again") && <Typography.Text>{t.gated}</Typography.Text>}
      {refused !== undefined && refused.photos > 0 && <Typography.Text strong>{rightness(refused, t)}</Typography.Text>}
      <Card size="small" title={t.histogram(translate(quantity))}>
        <Histogram label={t.histogram(translate(quantity))} steps={steps} marks={marks} names={names} write={write} />
      </Card>
      <Verdicts answer={answer} />
    </Flex>
  );
}

const wasRefused: readonly string[] = ["reviewer-refused", "registry-refused"];
const wasTaken: readonly string[] = ["reviewer-approved", "registry-accepted"];

function rightness(
  { photos, fates }: Change,
  t: { readonly wouldBeRight: (...counts: [number, number, number, number]) => string },
) {
  const sum = (codes: readonly string[]): number =>
    fates.reduce((all, { fate, photos: some }) => (codes.includes(fate) ? all + some : all), 0);
  const [refused, taken] = [sum(wasRefused), sum(wasTaken)];
  return t.wouldBeRight(photos, refused, taken, photos - refused - taken);
}

function Verdicts({ answer }: { readonly answer: Answer }) {
  const t = useWords(limitsWords);
  const translate = useTranslate();
  return (
    <Card size="small" title={t.verdict}>
      <DenseTable
        wraps
        rowKey="verdict"
        dataSource={(["pass", "warn", "fail"] as const).map((verdict) => ({ verdict }))}
        columns={[
          {
            title: t.verdict,
            render: (_, { verdict }) => translate(verdictLabel(verdict)),
          },
          { title: t.before, align: "right", render: (_, { verdict }) => answer.before[verdict] },
          { title: t.after, align: "right", render: (_, { verdict }) => answer.after[verdict] },
        ]}
      />
    </Card>
  );
}
