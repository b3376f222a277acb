/** Another limit tried on the stored reports, and the photos whose verdict it would change. */
import { allVerdictChanges, checkFacts, isVerdictChange, verdictChanges, verdictLabel } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Spin, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { LimitForm } from "./limit-form.tsx";
import { limitsWords } from "./limits-words.ts";
import { TriedFigures } from "./tried-figures.tsx";
import { askedKeys, limitEnds, measuredWords, plainDigits, readTried } from "./tried-limit.ts";

type Photo = RouteAnswer<"listLimitChanges">["photos"][number];

export default function LimitsPage() {
  const t = useWords(limitsWords);
  const say = useSay();
  const { values, change } = useAddress(askedKeys);
  const asked = readTried(values);
  const { projectId, fromDay, untilDay } = values;
  const query = {
    check: asked.check,
    specId: asked.spec.id,
    ...Object.fromEntries(
      limitEnds.flatMap((end) => {
        const value = asked.tried[end];
        return value === undefined ? [] : [[end, plainDigits(value)]];
      }),
    ),
    ...(projectId !== undefined && { projectId }),
    ...(fromDay !== undefined && { fromDay }),
    ...(untilDay !== undefined && { untilDay }),
  };
  const { value, problem, refetch } = useAnswer("tryLimits", { query });
  const { unit } = checkFacts[asked.check];
  const columns: readonly Column<Photo>[] = [
    { key: "uploaded", title: { zh: "上传时间", en: "Uploaded" }, show: ({ uploadedAt }) => moment(uploadedAt) },
    {
      key: "collection",
      title: { zh: "采集编号", en: "Collection" },
      show: ({ collectionId }) => <code>{collectionId}</code>,
    },
    { key: "number", title: { zh: "第几张", en: "Photo no." }, number: true, show: ({ number }) => number },
    {
      key: "value",
      title: { zh: "量到", en: "Measured" },
      number: true,
      show: ({ value: measured }) => say(measuredWords(measured, unit)),
    },
    { key: "before", title: { zh: "报告中", en: "In the report" }, show: ({ before }) => say(verdictLabel(before)) },
    { key: "after", title: { zh: "按此界限", en: "By this limit" }, show: ({ after }) => say(verdictLabel(after)) },
    {
      key: "change",
      title: { zh: "改变", en: "Change" },
      show: ({ changeTone, changeLabel }) => <ToneTag tone={changeTone} label={changeLabel} />,
    },
    {
      key: "fate",
      title: { zh: "后来怎样", en: "What became of it" },
      show: ({ tone, label }) => <ToneTag tone={tone} label={label} />,
    },
  ];
  return (
    <Page title={t.title} about={t.about}>
      <LimitForm values={values} change={change} />
      <ProblemNote problem={problem} refetch={refetch} />
      {value && <TriedFigures answer={value} asked={asked} />}
      {!value && !problem && (
        <Flex gap={8} align="center" role="status">
          <Spin size="small" />
          {t.counting}
        </Flex>
      )}
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.changed}
      </Typography.Title>
      <DataList
        list="limit-changes"
        route="listLimitChanges"
        inputOf={({ filters, limit, after }) => ({
          query: {
            ...query,
            ...(filters.change !== undefined && isVerdictChange(filters.change) && { change: filters.change }),
            ...pageQuery({ limit, after }),
          },
        })}
        rowsOf={({ photos }) => photos}
        nextOf={({ next }) => next}
        rowKey={({ attemptId }) => attemptId}
        columns={columns}
        filters={[
          {
            kind: "choice",
            key: "change",
            label: { zh: "改变", en: "Change" },
            options: allVerdictChanges.map((code) => ({ value: code, label: verdictChanges[code] })),
          },
        ]}
      />
    </Page>
  );
}
