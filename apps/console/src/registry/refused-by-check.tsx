/** Refusals by the registry joined to our findings: per reason, and per check how many it had passed. */
import { beijingDay, isCheckId, reviewReasons } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Card, DatePicker, Flex, Skeleton, Statistic, Typography } from "antd";
import dayjs from "dayjs";
import { useMemo } from "react";
import { Link } from "react-router";
import { percent } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useJoinList, useTranslate, useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { BarPlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { registryWords } from "./registry-words.ts";

type Answer = RouteAnswer<"readRegistryFindings">;
type Check = Answer["checks"][number];

const usualDays = 90;
const day = "YYYY-MM-DD";

export function RefusedByCheck() {
  const t = useWords(registryWords);
  const { values, change } = useAddress(["fromDay", "untilDay"]);
  const untilDay = values.untilDay ?? beijingDay(Date.now());
  const fromDay = values.fromDay ?? dayjs(untilDay).subtract(usualDays, "day").format(day);
  const { value, problem, refetch } = useAnswer("readRegistryFindings", {
    query: { fromDay, untilDay },
  });
  return (
    <Flex vertical gap={16}>
      <div>
        <DatePicker.RangePicker
          aria-label={t.days}
          allowClear={false}
          value={[dayjs(fromDay), dayjs(untilDay)]}
          onChange={(days) => {
            const [begin, end] = days ?? [];
            if (begin && end) change({ fromDay: begin.format(day), untilDay: end.format(day) });
          }}
        />
      </div>
      <ProblemNote problem={problem} refetch={refetch} />
      {value ? (
        <Figures answer={value} days={`fromDay=${fromDay}&untilDay=${untilDay}`} />
      ) : (
        !problem && <Skeleton active />
      )}
    </Flex>
  );
}

function Figures({ answer, days }: { readonly answer: Answer; readonly days: string }) {
  const t = useWords(registryWords);
  const translate = useTranslate();
  const listed = useJoinList();
  const { acceptedPhotos, refusedPhotos, reasons, checks } = answer;
  const answered = acceptedPhotos + refusedPhotos;
  const byReason = useMemo(
    () =>
      reasons.map(({ reason, refused, unwatched }) => ({
        name: unwatched ? `${translate(reason.label)} (${t.unwatched})` : translate(reason.label),
        value: refused,
      })),
    [reasons, translate, t],
  );
  const byCheck = useMemo(
    () => checks.map(({ title, passed }) => ({ name: translate(title), value: passed })),
    [checks, translate],
  );
  return (
    <Flex vertical gap={16}>
      <Flex gap={48} wrap>
        <Statistic title={t.accepted} value={acceptedPhotos} />
        <Statistic title={t.refused} value={refusedPhotos} />
        <Statistic
          title={t.refusedShare}
          value={percent(answered === 0 ? null : refusedPhotos / answered)}
        />
      </Flex>
      {refusedPhotos === 0 ? (
        <Typography.Text>{t.none}</Typography.Text>
      ) : (
        <div className="console-plots">
          <Card size="small" title={t.byCheck}>
            {byCheck.length === 0 ? (
              <Typography.Text type="secondary">{t.noChecks}</Typography.Text>
            ) : (
              <BarPlot label={t.byCheck} bars={byCheck} />
            )}
          </Card>
          <Card size="small" title={t.byReason}>
            <BarPlot label={t.byReason} bars={byReason} />
          </Card>
        </div>
      )}
      {checks.length > 0 && (
        <DenseTable<Check>
          rowKey="check"
          dataSource={[...checks]}
          columns={[
            { title: t.check, render: (_, { title }) => translate(title) },
            { title: t.reason, render: (_, { check }) => listed(reasonsFor(check).map(translate)) },
            { title: t.passed, dataIndex: "passed", align: "right" },
            {
              title: t.perAccepted,
              align: "right",
              render: (_, { perAccepted }) => percent(perAccepted),
            },
            { title: t.noted, dataIndex: "noted", align: "right" },
            { title: t.unjudged, dataIndex: "unjudged", align: "right" },
            { title: t.forgotten, dataIndex: "forgotten", align: "right" },
            {
              title: t.next,
              render: (_, { check, title }) => (
                <Flex gap={16}>
                  <Link
                    to={`/registry?view=refusals&check=${check}&${days}`}
                    aria-label={`${t.show} ${translate(title)}`}
                  >
                    {t.show}
                  </Link>
                  {isCheckId(check) && (
                    <Link
                      to={`/specs?view=limits&check=${check}`}
                      aria-label={`${t.tryLimit} ${translate(title)}`}
                    >
                      {t.tryLimit}
                    </Link>
                  )}
                </Flex>
              ),
            },
          ]}
        />
      )}
    </Flex>
  );
}

/** The registry's reasons about the matter of the check. */
const reasonsFor = (check: string) =>
  Object.values(reviewReasons).flatMap(({ group, label, checks }) =>
    group === "registry" && checks.some((one) => one === check) ? [label] : [],
  );
