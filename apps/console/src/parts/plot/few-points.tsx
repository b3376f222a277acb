/** In place of lines that would have one point or two: the numbers themselves. */
import { Descriptions } from "antd";
import { useListed } from "../../lib/words.ts";
import { joinEqual, type LinesProps } from "./figures.ts";

export function FewPoints({ label, places, lines, write }: Required<LinesProps>) {
  const listed = useListed();
  return places.map((place, at) => (
    <section key={place} aria-label={`${label} ${place}`}>
      <Descriptions
        title={place}
        size="small"
        column={1}
        items={joinEqual(lines.map(({ name, values }) => ({ name, value: values[at] ?? null }))).map(
          ({ names, value }) => ({
            key: names.join(),
            label: listed(names),
            children: value === null ? "—" : write(value),
          }),
        )}
      />
    </section>
  ));
}
