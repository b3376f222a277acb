/** Status badge with the service's label and tone. */
import type { Bilingual, Tone } from "@gradphoto/domain";
import type { ReactNode } from "react";
import { useTranslate } from "../words/words.ts";

/** Names and values, one pair per line; a pair without a value is left out. */
export function Facts({
  rows,
}: {
  readonly rows: readonly (readonly [name: string, value: ReactNode | null])[];
}) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) =>
        value === null ? null : (
          <div className="facts__row" key={name}>
            <dt className="facts__name">{name}</dt>
            <dd className="facts__value">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

export function Badge({ label, tone }: { readonly label: Bilingual; readonly tone: Tone }) {
  const translate = useTranslate();
  return <span className={`badge badge--${tone}`}>{translate(label)}</span>;
}
