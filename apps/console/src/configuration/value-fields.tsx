/** Form fields of a value, by the kind of its item. */
import {
  allDurationUnits,
  allRefundRules,
  type ConfigurationItem,
  type ConfigurationKind,
  configurationItems,
  durationUnits,
  durationWords,
  isAddedAnswer,
  isRefundRule,
  minutesOf,
  refundRules,
} from "@gradphoto/domain";
import { Flex, Form, Input, InputNumber, Radio, Select, Switch } from "antd";
import { count } from "../lib/amounts.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import type { MergeField } from "../parts/form/merge.ts";
import { useRangeRule, useRequiredChoice, useRequiredText } from "../parts/form/rules.ts";
import { configurationWords } from "./configuration-words.ts";
import { displayFactorOf, type EnteredValue } from "./entered-value.ts";

const suffixes = {
  share: { zh: "%", en: "%" },
  fen: { zh: "元", en: "yuan" },
  messages: { zh: "条", en: "messages" },
  milliseconds: { zh: "毫秒", en: "ms" },
} as const;

/** Longest text of one line, in characters. */
const shortText = 60;

const isNumber = (kind: ConfigurationKind): kind is keyof typeof suffixes => kind in suffixes;

interface Props {
  readonly item: ConfigurationItem;
  readonly subject: string;
}

export function ValueFields({ item, subject }: Props) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const within = useRangeRule();
  const chosen = useRequiredChoice();
  const { kind, min, max } = configurationItems[item];
  if (isNumber(kind)) {
    const gain = displayFactorOf(item);
    const decimals = kind === "share" || kind === "fen" ? 2 : 0;
    return (
      <Form.Item
        name="number"
        label={t.after}
        rules={[...needed, within(min * gain, max * gain, decimals)]}
        extra={t.range(count(min * gain), count(max * gain), translate(suffixes[kind]))}
      >
        <InputNumber suffix={translate(suffixes[kind])} style={{ width: 220 }} />
      </Form.Item>
    );
  }
  if (kind === "minutes") return <DurationFields min={min} max={max} />;
  if (kind === "hours")
    return (
      <Form.Item label={t.after}>
        <Flex gap={12}>
          <Form.Item name="from" label={t.from} rules={[...needed, within(0, 23)]}>
            <InputNumber />
          </Form.Item>
          <Form.Item name="until" label={t.until} rules={[...needed, within(1, 24)]}>
            <InputNumber />
          </Form.Item>
        </Flex>
      </Form.Item>
    );
  if (kind === "refundRule")
    return (
      <Form.Item name="text" label={t.after} rules={chosen}>
        <Radio.Group
          vertical
          options={allRefundRules.map((rule) => ({
            value: rule,
            label: translate(refundRules[rule]),
          }))}
        />
      </Form.Item>
    );
  if (kind === "bilingual" || kind === "answer")
    return (
      <>
        {isAddedAnswer(subject) && <TitleFields />}
        {(["zh", "en"] as const).map((language) => (
          <Form.Item
            key={language}
            name={language}
            label={`${t.after} (${t[language]})`}
            rules={needed}
          >
            {max > shortText ? (
              <Input.TextArea rows={2} maxLength={max} showCount />
            ) : (
              <Input maxLength={max} autoComplete="off" />
            )}
          </Form.Item>
        ))}
        {kind === "answer" && (
          <Form.Item
            name="isRetired"
            label={t.retired}
            extra={t.retiredHint}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
        )}
      </>
    );
  return (
    <Form.Item name="text" label={t.after} rules={needed}>
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  );
}

/** Number and unit of a duration; a value outside the range is reported before it is sent. */
function DurationFields({ min, max }: { readonly min: number; readonly max: number }) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const form = Form.useFormInstance<EnteredValue>();
  const range = t.span(translate(durationWords(min)), translate(durationWords(max)));
  // Leaves out units that do not fit: seconds for whole minutes, or a day longer than the maximum.
  const units = allDurationUnits.filter((unit) => {
    const { inMinutes } = durationUnits[unit];
    return inMinutes >= 1 && inMinutes <= max;
  });
  const fits = async (_: unknown, number: number | null): Promise<void> => {
    // Another rule reports a missing value.
    if (number === null) return;
    const minutes = minutesOf(number, form.getFieldValue("unit"));
    if (minutes < min || minutes > max || !Number.isInteger(minutes)) throw new Error(range);
  };
  return (
    <Form.Item label={t.after} required extra={range}>
      <Flex gap={8}>
        <Form.Item
          name="number"
          noStyle
          dependencies={["unit"]}
          rules={[...needed, { validator: fits }]}
        >
          <InputNumber aria-label={t.after} style={{ width: 120 }} />
        </Form.Item>
        <Form.Item name="unit" noStyle>
          <Select
            aria-label={t.unit}
            options={units.map((unit) => ({
              value: unit,
              label: translate(durationUnits[unit].label),
            }))}
            style={{ width: 100 }}
          />
        </Form.Item>
      </Flex>
    </Form.Item>
  );
}

/** Title under which customer service finds a canned answer that operators added. */
function TitleFields() {
  const t = useWords(configurationWords);
  const needed = useRequiredText();
  return (
    <>
      <Form.Item name="titleZh" label={`${t.answerTitle} (${t.zh})`} rules={needed}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="titleEn" label={`${t.answerTitle} (${t.en})`} rules={needed}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
    </>
  );
}

/** Fields of a value of any kind, to choose between two versions of it. */
export function useMergeFields(): readonly MergeField[] {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const duration = (number = "", unit = ""): string => {
    const match = allDurationUnits.find((one) => one === unit);
    return match && number !== "" ? `${number} ${translate(durationUnits[match].label)}` : number;
  };
  return [
    { names: ["number", "unit"], label: t.after, format: duration },
    {
      names: ["text"],
      label: t.after,
      format: (text = "") => (isRefundRule(text) ? translate(refundRules[text]) : text),
    },
    { names: ["titleZh"], label: `${t.answerTitle} (${t.zh})` },
    { names: ["titleEn"], label: `${t.answerTitle} (${t.en})` },
    { names: ["zh"], label: `${t.after} (${t.zh})` },
    { names: ["en"], label: `${t.after} (${t.en})` },
    { names: ["from"], label: t.from },
    { names: ["until"], label: t.until },
    { names: ["isRetired"], label: t.retired },
  ];
}
