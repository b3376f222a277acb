/** Search box for everything a caller may read out; `/` focuses it. */
import { SearchOutlined } from "@ant-design/icons";
import { Button, Flex, Input, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useKeys } from "../lib/use-keys.ts";
import { useWords } from "../lib/words.ts";
import { serviceWords } from "./service-words.ts";

interface Props {
  readonly initial: string;
  readonly busy: boolean;
  readonly find: (text: string) => void;
}

export function SearchBox({ initial, busy, find }: Props) {
  const t = useWords(serviceWords);
  const [text, setText] = useState(initial);
  const box = useRef<InputRef>(null);
  useKeys([
    {
      key: "/",
      words: { zh: "到查找框", en: "To the search box" },
      run: () => box.current?.focus({ cursor: "all" }),
    },
  ]);
  const go = (): void => {
    if (text.trim() !== "") find(text);
  };
  return (
    <Flex gap={8} className="service-search" role="search">
      <Input
        ref={box}
        size="large"
        autoFocus
        allowClear
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        prefix={<SearchOutlined aria-hidden="true" />}
        suffix={<kbd className="service-key">/</kbd>}
        aria-label={t.placeholder}
        placeholder={t.placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onPressEnter={go}
      />
      <Button type="primary" size="large" loading={busy} onClick={go}>
        {t.find}
      </Button>
    </Flex>
  );
}
