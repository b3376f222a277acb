/** Choice of the limit to try: check, spec, project, days, and its ends. */
import {
  allCheckIds,
  checkRows,
  checkWords,
  type LimitEnds,
  limitEnds,
  limitReasons,
  unitWords,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, DatePicker, Flex, Form, InputNumber, Select, Spin, Typography } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useAnswer, useDebouncedValue } from "../lib/use-answer.ts";
import { inBrackets, useTranslate, useWords } from "../lib/words.ts";
import { useRangeRule } from "../parts/form/rules.ts";
import { projectName, specOptions } from "../parts/options.ts";
import { limitsWords } from "./limits-words.ts";
import {
  faultOf,
  fromInput,
  type LimitTrial,
  limitWords,
  maxLimitValue,
  plainDigits,
  toInput,
  worseTowards,
} from "./tried-limit.ts";

interface Props {
  readonly values: Readonly<Record<string, string>>;
  readonly requirement: LimitTrial;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
}

const endWords = {
  failMin: "fail-min",
  failMax: "fail-max",
  warnMin: "warn-min",
  warnMax: "warn-max",
} as const satisfies Readonly<Record<keyof LimitEnds, string>>;

const noEnds = Object.fromEntries(limitEnds.map((end) => [end, null]));
const day = "YYYY-MM-DD";

export function LimitForm({ values, requirement, change }: Props) {
  const t = useWords(limitsWords);
  const translate = useTranslate();
  const within = useRangeRule();
  const { check, spec, present, tried, isChanged } = requirement;
  const { unit } = checkRows[check];
  const { quantity } = checkWords[check];
  const { note } = unitWords[unit];
  const reasons = limitReasons(check);
  const { fromDay, untilDay } = values;
  const ends = limitEnds.filter((end) => present[end] !== undefined);
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null);
  const go = (typed: Readonly<Partial<Record<keyof LimitEnds, number | null>>>): void => {
    const filled = ends.flatMap((end) => {
      const number = typed[end];
      return typeof number === "number" ? [[end, fromInput(number, unit)] as const] : [];
    });
    const newFault = faultOf(Object.fromEntries(filled));
    setFault(newFault);
    if (newFault !== null) return;
    change({
      ...noEnds,
      ...Object.fromEntries(filled.map(([end, value]) => [end, plainDigits(value)])),
    });
  };
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap>
        <Select
          aria-label={t.check}
          showSearch={{ optionFilterProp: "label" }}
          value={check}
          options={allCheckIds
            .filter((id) => checkRows[id].basis !== "note")
            .map((id) => ({ value: id, label: translate(checkWords[id].title) }))}
          onChange={(id) => change({ ...noEnds, check: id, change: null })}
          style={{ minWidth: 220 }}
        />
        <Select
          aria-label={t.spec}
          value={spec.id}
          options={specOptions.map(({ value, label }) => ({ value, label: translate(label) }))}
          onChange={(id) => change({ ...noEnds, specId: id })}
          style={{ minWidth: 260 }}
        />
        <ProjectChoice projectId={values.projectId} choose={(projectId) => change({ projectId })} />
        <DatePicker.RangePicker
          aria-label={t.days}
          value={[
            fromDay === undefined ? null : dayjs(fromDay),
            untilDay === undefined ? null : dayjs(untilDay),
          ]}
          allowEmpty={[true, true]}
          onChange={(days) =>
            change({
              fromDay: days?.[0]?.format(day) ?? null,
              untilDay: days?.[1]?.format(day) ?? null,
            })
          }
        />
      </Flex>
      <Typography.Text>
        {translate(quantity)}
        {note && translate(inBrackets(note))} · {t[`worse-${worseTowards(present)}`]}
      </Typography.Text>
      {reasons !== null && (
        <Typography.Text type="secondary">{t[`unadoptable-${reasons}`]}</Typography.Text>
      )}
      <Form
        key={`${check} ${spec.id} ${limitEnds.map((end) => tried[end]).join(" ")}`}
        layout="inline"
        initialValues={Object.fromEntries(
          ends.map((end) => {
            const value = tried[end];
            return [end, value === undefined ? null : toInput(value, unit)];
          }),
        )}
        onFinish={go}
      >
        {ends.map((end) => (
          <Form.Item
            key={end}
            name={end}
            label={t[endWords[end]]}
            extra={t.present(translate(limitWords(present[end] ?? 0, unit)))}
            rules={[within(-maxLimitValue, maxLimitValue, "any")]}
            style={{ marginBottom: 8 }}
          >
            <InputNumber suffix={translate(unitWords[unit].suffix).trim()} style={{ width: 130 }} />
          </Form.Item>
        ))}
        <Flex gap={8}>
          <Button type="primary" htmlType="submit">
            {t.try}
          </Button>
          {isChanged && <Button onClick={() => change(noEnds)}>{t.back}</Button>}
        </Flex>
      </Form>
      {fault !== null && (
        <Typography.Text type="danger" role="alert">
          {t[`fault-${fault}`]}
        </Typography.Text>
      )}
    </Flex>
  );
}

/** Choice of one project; the service searches by its school's name, alias, pinyin or code. */
interface ChoiceProps {
  /** undefined: every project. */
  readonly projectId: string | undefined;
  readonly choose: (projectId: string | null) => void;
}

/** Further projects are found by typing the school. */
const maxVisible = 50;
const maxTypedCharacters = 60;

function ProjectChoice({ projectId, choose }: ChoiceProps) {
  const t = useWords(limitsWords);
  const translate = useTranslate();
  const [typed, setTyped] = useState("");
  const text = useDebouncedValue(typed.trim().slice(0, maxTypedCharacters));
  const answer = useAnswer("listProjects", {
    query: { limit: maxVisible, ...(text !== "" && { text }) },
  });
  const chosen = useAnswer(
    "readProject",
    projectId === undefined ? null : { params: { projectId } },
  );
  const optionOf = (project: RouteAnswer<"readProject">) => ({
    value: project.projectId,
    label: projectName(project, translate),
  });
  const chosenName = chosen.value
    ? projectName(chosen.value, translate)
    : chosen.problem
      ? t.unknownProject
      : "…";
  return (
    <Select
      aria-label={t.project}
      placeholder={t.project}
      allowClear
      labelInValue
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={projectId === undefined ? null : { value: projectId, label: chosenName }}
      options={(answer.value?.projects ?? []).map(optionOf)}
      notFoundContent={answer.value ? t.noProject : <Spin size="small" />}
      popupMatchSelectWidth={false}
      popupRender={(menu) => (
        <>
          {menu}
          {answer.value?.next && (
            <Typography.Text type="secondary">{t.moreProjects}</Typography.Text>
          )}
        </>
      )}
      onOpenChange={(isOpen) => {
        if (!isOpen) setTyped("");
      }}
      onChange={(option) => choose(option?.value ?? null)}
      style={{ minWidth: 260 }}
    />
  );
}
