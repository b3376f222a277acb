/** Names and values, one pair per line; a pair without a value is left out. */
import type { ReactNode } from "react";

export function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode | null])[] }) {
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
