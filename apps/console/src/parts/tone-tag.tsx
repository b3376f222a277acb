/** Status as a coloured word with an icon, so that colour is never the only sign. */
import type { Bilingual, Tone } from "@gradphoto/domain";
import { Tag } from "antd";
import { useTranslate } from "../lib/words.ts";

const looks: Readonly<Record<Tone, { readonly colour: string; readonly sign: string }>> = {
  neutral: { colour: "default", sign: "·" },
  info: { colour: "processing", sign: "→" },
  warning: { colour: "warning", sign: "!" },
  success: { colour: "success", sign: "✓" },
  danger: { colour: "error", sign: "✕" },
};

interface Props {
  readonly tone: Tone;
  readonly label: Bilingual;
}

export function ToneTag({ tone, label }: Props) {
  const translate = useTranslate();
  const { colour, sign } = looks[tone];
  return (
    <Tag color={colour} variant="outlined">
      <span aria-hidden="true">{sign} </span>
      {translate(label)}
    </Tag>
  );
}
