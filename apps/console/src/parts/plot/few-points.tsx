/** In place of lines that would have one point or two: the numbers themselves, each with its own name. */
import { Descriptions } from "antd";
import type { LinesProps } from "./figures.ts";

export function FewPoints({ label, places, lines, write }: Required<LinesProps>) {
  return places.map((place, at) => (
    <section key={place} aria-label={`${label} ${place}`}>
      <Descriptions
        title={place}
        size="small"
        column={1}
        items={lines.map(({ name, values }) => {
          const value = values[at] ?? null;
          return { key: name, label: name, children: value === null ? "—" : write(value) };
        })}
      />
    </section>
  ));
}
