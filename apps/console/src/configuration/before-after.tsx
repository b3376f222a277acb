/** What a proposal changes: the value in force, and the one that would be. */
import type { Bilingual } from "@gradphoto/domain";
import { Descriptions } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import { configurationWords } from "./configuration-words.ts";

interface Props {
  readonly before: Bilingual;
  readonly after: Bilingual;
  readonly more?: readonly { readonly key: string; readonly label: string; readonly children: string }[];
}

export function BeforeAfter({ before, after, more = [] }: Props) {
  const t = useWords(configurationWords);
  const say = useSay();
  return (
    <Descriptions
      size="small"
      bordered
      column={1}
      items={[
        { key: "before", label: t.before, children: say(before) },
        { key: "after", label: t.after, children: <strong>{say(after)}</strong> },
        ...more,
      ]}
    />
  );
}
