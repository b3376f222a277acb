/** When to call back: by the end of the desk's hours today or tomorrow, or by a chosen time. */
import { DatePicker, Form, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useWords } from "../lib/words.ts";
import { useChosen } from "../parts/form/rules.ts";
import { caseWords } from "./case-words.ts";

export interface EnteredDue {
  readonly when: "today" | "tomorrow" | "other";
  /** Of another time. */
  readonly at?: Dayjs;
}

const deskClosesHour = 18;

const closing = (daysAhead: number): Dayjs => dayjs().startOf("day").add(daysAhead, "day").hour(deskClosesHour);

const mayBeToday = (): boolean => dayjs().isBefore(closing(0));

export const usualDue = (): EnteredDue => ({ when: mayBeToday() ? "today" : "tomorrow" });

export function dueOf({ when, at }: EnteredDue): string {
  const chosen = when === "other" ? (at ?? dayjs()) : closing(when === "today" ? 0 : 1);
  return chosen.toISOString();
}

export function DueField() {
  const t = useWords(caseWords);
  const chosen = useChosen();
  const when = Form.useWatch<EnteredDue["when"] | undefined>("when");
  const options = [
    ...(mayBeToday() ? [{ value: "today", label: t.today }] : []),
    { value: "tomorrow", label: t.tomorrow },
    { value: "other", label: t.otherTime },
  ];
  return (
    <>
      <Form.Item name="when" label={t.due} rules={chosen}>
        <Radio.Group options={options} />
      </Form.Item>
      {when === "other" && (
        <Form.Item name="at" label={t.otherTime} rules={chosen}>
          <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" minDate={dayjs()} />
        </Form.Item>
      )}
    </>
  );
}
