/** Filter for a whole number: an invalid one is reported next to it, and nothing is requested. */
import { type WholeNumber, wholeNumberIn } from "@gradphoto/domain";
import { Flex, Input, Typography } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useTranslate } from "../../lib/words.ts";
import { useAllowedNumber } from "../form/rules.ts";

interface Props {
  readonly filter: WholeNumber;
  /** Value in the address, which anybody may have written. */
  readonly value: string | null;
  readonly prefix: ReactNode;
  readonly change: (value: string | null) => void;
}

export function NumberFilter({ filter, value, prefix, change }: Props) {
  const allowed = useAllowedNumber();
  const translate = useTranslate();
  const noteId = useId();
  const [isWrong, setWrong] = useState(value !== null && wholeNumberIn(filter, value) === null);
  const label = translate(filter.label);
  const search = (typed: string): void => {
    const number = wholeNumberIn(filter, typed);
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
