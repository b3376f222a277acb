/** The filters of a list: each stands in the address, so that a link shows what its sender saw. */
import type { Bilingual } from "@gradphoto/domain";
import { DatePicker, Flex, Input, Select, Typography } from "antd";
import dayjs from "dayjs";
import { useSay } from "../../lib/words.ts";

interface FilterBase {
  /** Its name in the address and in the route's input. */
  readonly key: string;
  readonly label: Bilingual;
}

export type Filter =
  | (FilterBase & { readonly kind: "text" })
  | (FilterBase & { readonly kind: "day" })
  | (FilterBase & {
      readonly kind: "choice";
      readonly options: readonly { readonly value: string; readonly label: Bilingual }[];
    });

/** Values of filters by their keys; one that is not set is missing. */
export type FilterValues = Readonly<Record<string, string>>;

interface Props {
  readonly filters: readonly Filter[];
  readonly values: FilterValues;
  readonly change: (key: string, value: string | null) => void;
}

export function Filters({ filters, values, change }: Props) {
  return (
    <Flex gap={8} wrap align="center">
      {filters.map((filter) => (
        <OneFilter key={filter.key} filter={filter} value={values[filter.key] ?? null} change={change} />
      ))}
    </Flex>
  );
}

/** More than these are searched rather than scrolled. */
const longOptions = 12;

interface OneProps {
  readonly filter: Filter;
  readonly value: string | null;
  readonly change: Props["change"];
}

function OneFilter({ filter, value, change }: OneProps) {
  const say = useSay();
  const { key, kind } = filter;
  const label = say(filter.label);
  // The placeholder goes when something is entered; what it is stays beside it.
  const prefix = value !== null && <Typography.Text type="secondary">{label}</Typography.Text>;
  if (kind === "choice") {
    return (
      <Select
        aria-label={label}
        placeholder={label}
        value={value}
        allowClear
        showSearch={filter.options.length > longOptions && { optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 150 }}
        options={filter.options.map((option) => ({ value: option.value, label: say(option.label) }))}
        onChange={(chosen) => change(key, chosen ?? null)}
      />
    );
  }
  if (kind === "day") {
    return (
      <DatePicker
        aria-label={label}
        placeholder={label}
        prefix={prefix}
        value={value === null ? null : dayjs(value)}
        onChange={(day) => change(key, day ? day.format("YYYY-MM-DD") : null)}
      />
    );
  }
  return (
    <Input.Search
      key={value}
      aria-label={label}
      placeholder={label}
      defaultValue={value ?? ""}
      allowClear
      prefix={prefix}
      style={{ width: value === null ? 220 : 300 }}
      onSearch={(text) => change(key, text.trim() === "" ? null : text.trim())}
    />
  );
}
