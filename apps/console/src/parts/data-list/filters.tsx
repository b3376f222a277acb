/** Filters of a list, all stored in the address, so that a link shows what its sender saw. */
import {
  type Filter,
  filtersOn,
  type IntegerFilter,
  integerIn,
  type List,
} from "@gradphoto/domain";
import { DatePicker, Flex, Input, Select, Typography } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useId, useState } from "react";
import { useTranslate } from "../../lib/words.ts";
import { useRangeText } from "../form/rules.ts";
import type { FilterValues } from "./parse-filters.ts";

interface NumberFilterProps {
  readonly filter: IntegerFilter;
  /** Value in the address, which anybody may have written. */
  readonly value: string | null;
  readonly prefix: ReactNode;
  readonly change: (value: string | null) => void;
}

/** Filter for a whole number: an invalid one is reported next to it, and nothing is requested. */
function NumberFilter({ filter, value, prefix, change }: NumberFilterProps) {
  const allowed = useRangeText();
  const translate = useTranslate();
  const noteId = useId();
  const [isWrong, setWrong] = useState(value !== null && integerIn(filter, value) === null);
  const label = translate(filter.label);
  const search = (typed: string): void => {
    const number = integerIn(filter, typed);
    const isEmpty = typed.trim() === "";
    setWrong(number === null && !isEmpty);
    if (isEmpty) change(null);
    else if (number !== null) change(String(number));
  };
  return (
    <Flex vertical>
      <Input.Search
        aria-label={label}
        aria-invalid={isWrong}
        {...(isWrong && { "aria-describedby": noteId, status: "error" })}
        placeholder={label}
        defaultValue={value ?? ""}
        inputMode="numeric"
        allowClear
        prefix={prefix}
        style={{ width: value === null ? 220 : 300 }}
        onChange={() => setWrong(false)}
        onSearch={search}
      />
      {isWrong && (
        <Typography.Text id={noteId} type="danger" role="alert">
          {allowed(filter.min, filter.max)}
        </Typography.Text>
      )}
    </Flex>
  );
}

type NamedFilter = readonly [name: string, filter: Filter];

export const screenFilters = (list: List, without: readonly string[]): readonly NamedFilter[] =>
  filtersOn(list, "screen").filter(([name]) => !without.includes(name));

interface Props {
  readonly filters: readonly NamedFilter[];
  readonly values: FilterValues;
  readonly change: (key: string, value: string | null) => void;
}

/** Returned as a fragment, so that adjacent buttons flow into the last line of the filters. */
export function Filters({ filters, values, change }: Props) {
  return (
    <>
      {filters.map(([name, filter]) => (
        <OneFilter
          key={name}
          name={name}
          filter={filter}
          value={values[name] ?? null}
          change={change}
        />
      ))}
    </>
  );
}

/** From this number on, options are searched rather than scrolled. */
const longOptions = 12;

interface OneProps {
  readonly name: string;
  readonly filter: Filter;
  readonly value: string | null;
  readonly change: Props["change"];
}

function OneFilter({ name, filter, value, change }: OneProps) {
  const translate = useTranslate();
  const { kind } = filter;
  const label = translate(filter.label);
  // The placeholder disappears when a value is entered, so the label is repeated as a prefix.
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
        options={filter.options.map((option) => ({
          value: option.value,
          label: translate(option.label),
        }))}
        onChange={(chosen) => change(name, chosen ?? null)}
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
        onChange={(day) => change(name, day ? day.format("YYYY-MM-DD") : null)}
      />
    );
  }
  if (kind === "number")
    return (
      <NumberFilter
        key={value}
        filter={filter}
        value={value}
        prefix={prefix}
        change={(number) => change(name, number)}
      />
    );
  return (
    <Input.Search
      key={value}
      aria-label={label}
      placeholder={label}
      defaultValue={value ?? ""}
      allowClear
      prefix={prefix}
      style={{ width: value === null ? 220 : 300 }}
      onSearch={(text) => change(name, text.trim() === "" ? null : text.trim())}
    />
  );
}
