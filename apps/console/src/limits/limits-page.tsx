/** Another limit tried on the stored reports, and the photos whose verdict it would change. */
import { checkFacts, limitChangeList, verdictLabel } from "@gradphoto/domain";
import { Flex, Spin, Typography } from "antd";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { LimitForm } from "./limit-form.tsx";
import { limitsWords } from "./limits-words.ts";
import { TriedFigures } from "./tried-figures.tsx";
import { askedKeys, limitEnds, measuredWords, plainDigits, readTried } from "./tried-limit.ts";

export default function LimitsPage() {
  const t = useWords(limitsWords);
  const say = useSay();
  const { values, change } = useAddress(askedKeys);
  const tried = readTried(values);
  const { projectId, fromDay, untilDay } = values;
  const query = {
    check: tried.check,
    specId: tried.spec.id,
    ...Object.fromEntries(
      limitEnds.flatMap((end) => {
        const value = tried.tried[end];
        return value === undefined ? [] : [[end, plainDigits(value)]];
      }),
    ),
    ...(projectId !== undefined && { projectId }),
    ...(fromDay !== undefined && { fromDay }),
    ...(untilDay !== undefined && { untilDay }),
  };
  const { value, problem, refetch } = useAnswer("tryLimits", { query });
  const { unit } = checkFacts[tried.check];
  return (
    <Page title={t.title} about={t.about}>
      <LimitForm values={values} change={change} />
      <ProblemNote problem={problem} refetch={refetch} />
      {value && <TriedFigures answer={value} query={tried} />}
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
        list={limitChangeList}
        inputOf={(page) => ({ query: { ...query, ...page } })}
        rowsOf={({ photos }) => photos}
        cells={{
          value: ({ value: measured }) => say(measuredWords(measured, unit)),
          before: ({ before }) => say(verdictLabel(before)),
          after: ({ after }) => say(verdictLabel(after)),
        }}
      />
    </Page>
  );
}
