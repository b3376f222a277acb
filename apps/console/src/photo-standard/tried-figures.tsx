/** Effect of the tried limit: distribution of values, number of photos that change, and the decisions on those. */
import { checkRows, checkWords, limitEnds, verdictLabel } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Card, Flex, Statistic, Typography } from "antd";
import { useCallback, useMemo } from "react";
import { useIsDark } from "../lib/theme.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { finestStep } from "../parts/plot/figures.ts";
import { dark, light, Plot } from "../parts/plot/plots.tsx";
import { limitsWords } from "./limits-words.ts";
import { type LimitTrial, limitWords, resultNoteOf } from "./tried-limit.ts";

/** Histogram with equally wide steps and lines for limits; part of each bar can be highlighted. */
interface Step {
  readonly from: number;
  readonly until: number;
  readonly count: number;
  /** Highlighted part of `count`. */
  readonly marked: number;
}

interface Mark {
  readonly at: number;
  readonly name: string;
  /** The line being tried; others are thin. */
  readonly tried: boolean;
}

interface Props {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly marks: readonly Mark[];
  /** Names of the plain and the highlighted part. */
  readonly names: readonly [plain: string, marked: string];
  readonly write: (value: number) => string;
}

const rowPx = 15;
const maxRows = 4;
/** Share of the plot's width; labels nearer than this would overlap. */
const nearShare = 0.12;

/** Puts each label into the lowest row where it overlaps no other. */
function inRows(
  marks: readonly Mark[],
  span: number,
): readonly (Mark & { readonly row: number })[] {
  const placed: (Mark & { readonly row: number })[] = [];
  for (const mark of [...marks].sort((one, other) => one.at - other.at)) {
    const taken = placed.filter(({ at }) => mark.at - at < span * nearShare).map(({ row }) => row);
    const free = Array.from({ length: maxRows }, (_, row) => row).find(
      (row) => !taken.includes(row),
    );
    placed.push({ ...mark, row: free ?? 0 });
  }
  return placed;
}

function Histogram({ label, steps, marks, names, write }: Props) {
  const colours = useIsDark() ? dark : light;
  const option = useMemo(() => {
    const middle = ({ from, until }: Step): number => (from + until) / 2;
    const series = (name: string, colour: string, countOf: (step: Step) => number) => ({
      type: "bar",
      name,
      stack: "photos",
      barWidth: "96%",
      itemStyle: { color: colour },
      data: steps.map((step) => [middle(step), countOf(step)]),
    });
    const [plain, marked] = names;
    const named = inRows(marks, (steps.at(-1)?.until ?? 0) - (steps[0]?.from ?? 0));
    const rows = Math.max(0, ...named.map(({ row }) => row)) + 1;
    return {
      grid: { left: 8, right: 24, top: 8 + rows * rowPx, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: {
        type: "value",
        min: steps[0]?.from,
        max: steps.at(-1)?.until,
        splitLine: { show: false },
        minInterval: finestStep(write),
        axisLabel: {
          formatter: write,
          hideOverlap: true,
          showMinLabel: false,
          showMaxLabel: false,
        },
      },
      yAxis: { type: "value", minInterval: 1, splitNumber: 4 },
      series: [
        series(marked, colours[1], (step) => step.marked),
        {
          ...series(plain, colours[2], (step) => step.count - step.marked),
          markLine: {
            symbol: "none",
            animation: false,
            data: named.map(({ at, name, tried, row }) => ({
              xAxis: at,
              lineStyle: {
                color: colours[0],
                width: tried ? 2 : 1,
                type: tried ? "solid" : "dashed",
              },
              label: { formatter: name, color: colours[0], distance: 2 + row * rowPx },
            })),
          },
        },
      ],
    };
  }, [steps, marks, names, write, colours]);
  return (
    <>
      <Plot label={label} option={option} heightPx={280} />
      <Typography.Text type="secondary">
        {[colours[2], colours[1]].map((colour, place) => (
          <span key={colour} style={{ marginInlineEnd: 16 }}>
            <span className="console-swatch" style={{ background: colour }} aria-hidden="true" />{" "}
            {names[place]}
          </span>
        ))}
      </Typography.Text>
    </>
  );
}

type Answer = RouteAnswer<"tryLimits">;
type Change = Answer["changes"][number];

export function TriedFigures({
  answer,
  query,
}: {
  readonly answer: Answer;
  readonly query: LimitTrial;
}) {
  const t = useWords(limitsWords);
  const translate = useTranslate();
  const { check, present, tried, isChanged } = query;
  const { unit } = checkRows[check];
  const { quantity } = checkWords[check];
  const write = useCallback(
    (value: number) => translate(limitWords(value, unit)),
    [unit, translate],
  );
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
  const saying = resultNoteOf(isChanged, changed.length);
  const refused = answer.changes.find(({ change }) => change === "newly-refused");
  if (answer.photos === 0 && answer.unjudged === 0)
    return <Typography.Text>{t.noPhotos}</Typography.Text>;
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
      {changed.some(({ change }) => change === "checked-again") && (
        <Typography.Text>{t.gated}</Typography.Text>
      )}
      {refused !== undefined && refused.photos > 0 && (
        <Typography.Text strong>{rightness(refused, t)}</Typography.Text>
      )}
      <Card size="small" title={t.histogram(translate(quantity))}>
        <Histogram
          label={t.histogram(translate(quantity))}
          steps={steps}
          marks={marks}
          names={names}
          write={write}
        />
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
