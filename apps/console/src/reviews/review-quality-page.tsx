/** Review quality: one sentence, one plot over the days, and one table of the reviewers. */
import { beijingDay } from "@gradphoto/domain";
import { Card, DatePicker, Flex, Skeleton, Tag, Tooltip, Typography } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useMemo } from "react";
import { Link } from "react-router";
import { count, percent } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { LinePlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import {
  type Agreement,
  gradeOf,
  type Quality,
  qualityWords,
  type Reviewer,
  totalOf,
} from "./quality-words.ts";

/** Filters of the list of decisions, or of honeypots. */
type Filters = Readonly<Record<string, string>>;

/** Undone decisions are excluded from all figures. */
const decisionsOf = (filters: Filters): string =>
  `/decisions?${new URLSearchParams({ ...filters, standing: "counted" })}`;
const honeypotsOf = (filters: Filters): string => `/honeypots?${new URLSearchParams(filters)}`;

interface AgreementProps {
  readonly agreement: Agreement;
  readonly filters: Filters;
}

/** Word for κ; its number and interval are in the tooltip, which keyboard focus opens too. */
function AgreementWord({ agreement, filters }: AgreementProps) {
  const t = useWords(qualityWords);
  const grade = gradeOf(agreement);
  if (grade === null) return "—";
  return (
    <Tooltip title={t.figures(agreement)} trigger={["hover", "focus"]}>
      <Link to={decisionsOf({ ...filters, mark: "had-second-look" })}>{t[grade]}</Link>
    </Tooltip>
  );
}

const hasFigures = ({ decisions, honeypots, honeypotsLeft }: Reviewer["sheet"]): boolean =>
  decisions + honeypots + honeypotsLeft > 0;

const modesOf = ({ sheet }: Reviewer) =>
  hasFigures(sheet) ? (["desk", "sheet"] as const) : (["desk"] as const);

const lines = (row: Reviewer, lineOf: (figures: Reviewer["desk"]) => ReactNode): ReactNode =>
  modesOf(row).map((mode) => <div key={mode}>{lineOf(row[mode])}</div>);

/** A figure of zero has no link. */
const linked = (amount: number, to: string, visible: ReactNode): ReactNode =>
  amount === 0 ? visible : <Link to={to}>{visible}</Link>;

const figure = (title: string, render: (row: Reviewer) => ReactNode) => ({
  title,
  align: "right" as const,
  render: (_: unknown, row: Reviewer) => render(row),
});

const missedOf = ({ honeypots, honeypotsRight }: Reviewer["desk"]): number =>
  honeypots - honeypotsRight;
const outOf = (part: number, all: number): string => (all === 0 ? "—" : `${part} / ${all}`);

interface Props {
  readonly reviewers: readonly Reviewer[];
  readonly days: Filters;
}

function QualityTable({ reviewers, days }: Props) {
  const t = useWords(qualityWords);
  const of = ({ username }: Reviewer): Filters => ({ ...days, reviewer: username });
  return (
    <DenseTable
      wraps
      rowKey="reviewerId"
      locale={{ emptyText: t.insufficientData }}
      dataSource={[...reviewers]}
      columns={[
        {
          title: t.reviewer,
          render: (_, { name, sheetsWithdrawn }) => (
            <Flex gap={8} wrap>
              {name}
              {sheetsWithdrawn && <Tag color="warning">{t.sheetsWithdrawn}</Tag>}
            </Flex>
          ),
        },
        {
          title: t.mode,
          render: (_, row) => modesOf(row).map((mode) => <div key={mode}>{t[mode]}</div>),
        },
        figure(t.decisions, (row) =>
          linked(
            row.desk.decisions + row.sheet.decisions,
            decisionsOf(of(row)),
            lines(row, ({ decisions }) => count(decisions)),
          ),
        ),
        figure(t.pace, (row) =>
          lines(row, ({ medianSeconds }) =>
            medianSeconds === null ? "—" : t.seconds(medianSeconds),
          ),
        ),
        figure(t.otherwise, (row) =>
          linked(
            row.desk.otherwise + row.sheet.otherwise,
            decisionsOf({ ...of(row), mark: "seen-otherwise" }),
            lines(row, ({ otherwise, secondLooks }) => outOf(otherwise, secondLooks)),
          ),
        ),
        figure(t.missed, (row) =>
          linked(
            missedOf(row.desk) + missedOf(row.sheet),
            honeypotsOf({ ...of(row), answer: "wrong" }),
            lines(row, (figures) => outOf(missedOf(figures), figures.honeypots)),
          ),
        ),
        figure(t.left, (row) => lines(row, ({ honeypotsLeft }) => honeypotsLeft)),
        figure(t.rejectShare, (row) =>
          linked(
            row.rejectShare ?? 0,
            decisionsOf({ ...of(row), decision: "reject" }),
            percent(row.rejectShare),
          ),
        ),
        {
          title: t.agreement,
          render: (_, row) => <AgreementWord agreement={row.agreement} filters={of(row)} />,
        },
      ]}
    />
  );
}

const usualDays = 30;

export default function ReviewQualityPage() {
  const t = useWords(qualityWords);
  const { values, change } = useAddress(["from", "until"]);
  const until = values.until ?? beijingDay(Date.now());
  const from = values.from ?? dayjs(until).subtract(usualDays, "day").format("YYYY-MM-DD");
  const { value, problem, refetch } = useAnswer("readReviewQuality", { query: { from, until } });
  const days = { fromDay: from, untilDay: until };
  const range = (
    <DatePicker.RangePicker
      aria-label={t.days}
      allowClear={false}
      value={[dayjs(from), dayjs(until)]}
      onChange={(chosen) => {
        const [begin, end] = chosen ?? [];
        if (begin && end)
          change({ from: begin.format("YYYY-MM-DD"), until: end.format("YYYY-MM-DD") });
      }}
    />
  );
  return (
    <Page title={t.title} about={t.about} actions={range}>
      <ProblemNote problem={problem} refetch={refetch} />
      {!value && !problem && <Skeleton active />}
      {value && (
        <Flex vertical gap={16}>
          <Typography.Text>
            {t.total(totalOf(value.reviewers))}
            <AgreementWord agreement={value.agreement} filters={days} />
          </Typography.Text>
          <QualityTable reviewers={value.reviewers} days={days} />
          <OtherwiseByDay days={value.days} />
        </Flex>
      )}
    </Page>
  );
}

function OtherwiseByDay({ days }: { readonly days: Quality["days"] }) {
  const t = useWords(qualityWords);
  const places = useMemo(() => days.map(({ day }) => day), [days]);
  const lines = useMemo(
    () => [{ name: t.otherwiseShare, values: days.map(({ disagreed }) => disagreed) }],
    [days, t],
  );
  return (
    <Card size="small" title={t.otherwiseByDay}>
      {days.every(({ disagreed }) => disagreed === null) ? (
        <Typography.Text type="secondary">{t.insufficientData}</Typography.Text>
      ) : (
        <LinePlot label={t.otherwiseByDay} places={places} lines={lines} write={percent} />
      )}
    </Card>
  );
}
