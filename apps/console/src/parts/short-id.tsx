/** Shortened id: its beginning is unique enough on a page. Copying yields the full id, and browser search finds it. */
import type { Bilingual } from "@gradphoto/domain";
import { Typography } from "antd";
import { Link } from "react-router";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  { rule: (clause: string) => `要求：${clause}` },
  { rule: (clause) => `Rule: ${clause}` },
);

/** Clause behind a finding, labelled as the rule on its own line; without the label it reads like an observation. */
export function Clause({ clause }: { readonly clause: Bilingual }) {
  const t = useWords(words);
  const translate = useTranslate();
  return <span className="console-clause">{t.rule(translate(clause))}</span>;
}

/** Random ids and order numbers are shortened; a name that somebody chose is displayed in full. */
const randomId = /^[0-9a-f-]{32,36}$/;

interface Props {
  readonly id: string;
  /** Link target. */
  readonly to?: string;
}

export function ShortId({ id, to }: Props) {
  const visible = randomId.test(id) ? <span title={id}>{id}</span> : <code>{id}</code>;
  return (
    <Typography.Text copyable={{ text: id }} className="console-short-id">
      {to === undefined ? visible : <Link to={to}>{visible}</Link>}
    </Typography.Text>
  );
}
