/** Tries another limit on stored reports, lists the photos whose verdict would change, and proposes the limit. */
import {
  checkRows,
  checkSubject,
  checkWords,
  configurationValueWords,
  hasOwnLimits,
  limitChangeList,
  limitEnds,
  limitsFrom,
  type SetLimits,
  verdictLabel,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { App, Button, Descriptions, Flex, Form, Input, Skeleton, Spin, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSetLimits } from "../lib/use-photo-specs.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { LimitForm } from "./limit-form.tsx";
import { limitsWords } from "./limits-words.ts";
import { TriedFigures } from "./tried-figures.tsx";
import {
  type LimitTrial,
  measuredWords,
  plainDigits,
  queryKeys,
  readLimitTrial,
} from "./tried-limit.ts";

export function LimitsTab() {
  const t = useWords(limitsWords);
  const { values, change } = useAddress(queryKeys);
  const { inForce, problem, refetch } = useSetLimits();
  return (
    <>
      <Typography.Text type="secondary">{t.about}</Typography.Text>
      <ProblemNote problem={problem} refetch={refetch} />
      {inForce === undefined ? (
        !problem && <Skeleton active />
      ) : (
        <Trial values={values} change={change} inForce={inForce} />
      )}
    </>
  );
}

interface TrialProps {
  readonly values: Readonly<Record<string, string>>;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
  readonly inForce: SetLimits;
}

function Trial({ values, change, inForce }: TrialProps) {
  const t = useWords(limitsWords);
  const translate = useTranslate();
  const tried = readLimitTrial(values, inForce);
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
  const { unit } = checkRows[tried.check];
  return (
    <>
      <LimitForm values={values} requirement={tried} change={change} />
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
        cells={{
          value: ({ value: measured }) => translate(measuredWords(measured, unit)),
          before: ({ before: previous }) => translate(verdictLabel(previous)),
          after: ({ after }) => translate(verdictLabel(after)),
        }}
      />
    </>
  );
}

interface AdoptProps {
  readonly answer: RouteAnswer<"tryLimits">;
  readonly query: LimitTrial;
}

function AdoptLimit({ answer, query }: AdoptProps) {
  const t = useWords(limitsWords);
  const { settings = [] } = useSetLimits();
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const [isOpen, setOpen] = useState(false);
  const { check, spec } = query;
  if (!hasOwnLimits(check)) return null;
  const setting = settings.find(({ subject }) => subject === checkSubject(spec.id, check));
  // An open dialog keeps what was written.
  if (setting?.waiting && !isOpen)
    return (
      <Flex gap={8} wrap>
        <Typography.Text>{t.adoptWaits}</Typography.Text>
        <Link to="/configuration">{t.toConfiguration}</Link>
      </Flex>
    );
  return (
    <Flex>
      <Button onClick={() => setOpen(true)}>{t.adopt}</Button>
      {isOpen && (
        <AdoptDialog
          answer={answer}
          query={query}
          seen={setting?.changeId ?? null}
          close={() => setOpen(false)}
          done={() => {
            setOpen(false);
            void message.success(t.adopted);
            invalidate("readConfiguration");
          }}
        />
      )}
    </Flex>
  );
}

interface DialogProps extends AdoptProps {
  /** Id of the change in force that this page displays. */
  readonly seen: string | null;
  readonly close: () => void;
  readonly done: () => void;
}

function AdoptDialog({ answer, query, seen, close, done }: DialogProps) {
  const t = useWords(limitsWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const invalidate = useInvalidate();
  const { check, spec, present, tried } = query;
  const subject = checkSubject(spec.id, check);
  const words = (ends: LimitTrial["tried"]): string =>
    translate(configurationValueWords("check-limits", subject, limitsFrom(ends)));
  const measuredTexts = answer.changes
    .filter(({ photos }) => photos > 0)
    .map(({ label, photos }) => t.measuredText(translate(label), photos));
  return (
    <FormDialog<"proposeConfiguration", { readonly why: string }>
      title={t.adoptOf(translate(checkWords[check].title))}
      send={t.propose}
      route="proposeConfiguration"
      initial={{ why: t.resultText(answer.photos, measuredTexts) }}
      inputOf={({ why }) => ({
        body: { item: "check-limits", subject, value: limitsFrom(tried), seen, why },
      })}
      done={done}
      refused={async () => {
        invalidate("readConfiguration");
        return null;
      }}
      close={close}
    >
      <Descriptions
        size="small"
        bordered
        column={1}
        style={{ marginBottom: 16 }}
        items={[
          { key: "spec", label: t.spec, children: translate(spec.name) },
          { key: "now", label: t.now, children: words(present) },
          { key: "proposed", label: t.proposed, children: <strong>{words(tried)}</strong> },
        ]}
      />
      <Form.Item name="why" label={t.why} extra={t.whyHint} rules={needed}>
        <Input.TextArea rows={4} maxLength={300} showCount />
      </Form.Item>
    </FormDialog>
  );
}
