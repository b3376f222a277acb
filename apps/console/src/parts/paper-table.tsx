/** A table on paper: text to the left, figures to the right. */
interface Props {
  readonly title?: string;
  readonly about?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** The last line. */
  readonly sum?: readonly (string | number)[];
}

export function PaperTable({ title, about, head, rows, sum }: Props) {
  return (
    <section>
      {title !== undefined && <h3>{title}</h3>}
      {about !== undefined && <p>{about}</p>}
      <table>
        <thead>
          <tr>
            {head.map((name) => (name === "" ? <td key={name} /> : <th key={name}>{name}</th>))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <Row key={String(cells[0])} cells={cells} />
          ))}
        </tbody>
        {sum && (
          <tfoot>
            <Row cells={sum} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Row({ cells }: { readonly cells: readonly (string | number)[] }) {
  return (
    <tr>
      {cells.map((cell, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their column
        <td key={place}>{cell}</td>
      ))}
    </tr>
  );
}
