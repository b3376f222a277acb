/** Another limit tried on the stored reports, and the photos whose verdict it would change. */
import { checkFacts, limitChangeList, type SetLimits, verdictLabel } from "@gradphoto/domain";
import { Flex, Skeleton, Spin, Typography } from "antd";
import { useSetLimits } from "../lib/set-limits.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { AdoptLimit } from "./adopt-limit.tsx";
import { LimitForm } from "./limit-form.tsx";
import { limitsWords } from "./limits-words.ts";
import { TriedFigures } from "./tried-figures.tsx";
import { askedKeys, limitEnds, measuredWords, plainDigits, readTried } from "./tried-limit.ts";

export default function LimitsPage() {
  const t = useWords(limitsWords);
  const { values, change } = useAddress(askedKeys);
  const { inForce, problem, refetch } = useSetLimits();
  return (
    <Page title={t.title} about={t.about}>
      <ProblemNote problem={problem} refetch={refetch} />
      {inForce === undefined ? (
        !problem && <Skeleton active />
      ) : (
        <Trial values={values} change={change} inForce={inForce} />
      )}
    </Page>
  );
}

interface TrialProps {
  readonly values: Readonly<Record<string, string>>;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
  readonly inForce: SetLimits;
}

function Trial({ values, change, inForce }: TrialProps) {
  const t = useWords(limitsWords);
  const say = useSay();
  const tried = readTried(values, inForce);
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
    <>
      <LimitForm values={values} asked={tried} change={change} />
      <ProblemNote problem={problem} refetch={refetch} />
      {value && <TriedFigures answer={value} query={tried} />}
      {value && tried.isChanged && <AdoptLimit answer={value} query={tried} />}
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
        empty={t.none}
        cells={{
          value: ({ value: measured }) => say(measuredWords(measured, unit)),
          before: ({ before }) => say(verdictLabel(before)),
          after: ({ after }) => say(verdictLabel(after)),
        }}
      />
    </>
  );
}
