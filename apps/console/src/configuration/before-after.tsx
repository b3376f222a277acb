/** Effect of a proposal: the current value and the proposed one. */
import type { Bilingual } from "@gradphoto/domain";
import { Descriptions, Flex } from "antd";
import { useTranslate, useWords } from "../lib/words.ts";
import { configurationWords } from "./configuration-words.ts";

interface Props {
  readonly before: Bilingual;
  readonly after: Bilingual;
  /** Shows both languages, for texts that people must read in both before they approve. */
  readonly inBoth?: boolean;
  readonly more?: readonly { readonly key: string; readonly label: string; readonly children: string }[];
}

export function BeforeAfter({ before: previous, after, inBoth = false, more = [] }: Props) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const said = (words: Bilingual) => (inBoth ? <BothLanguages words={words} /> : translate(words));
  return (
    <Descriptions
      size="small"
      bordered
      column={1}
      items={[
        { key: "before", label: t.before, children: said(previous) },
        { key: "after", label: t.after, children: <strong>{said(after)}</strong> },
        ...more,
      ]}
    />
  );
}

function BothLanguages({ words }: { readonly words: Bilingual }) {
  return (
    <Flex vertical gap={4}>
      <span lang="zh">{words.zh}</span>
      <span lang="en">{words.en}</span>
    </Flex>
  );
}
