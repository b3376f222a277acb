/** Choice between a few views of the same data. */

interface SegmentsProps<Name extends string> {
  readonly label: string;
  readonly items: readonly (readonly [name: Name, words: string])[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
}

export function Segments<Name extends string>({
  label,
  items,
  chosen,
  onChoose,
}: SegmentsProps<Name>) {
  return (
    <div className="segments" role="tablist" aria-label={label}>
      {items.map(([name, words]) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === chosen}
          className={name === chosen ? "segments__item segments__item--on" : "segments__item"}
          onClick={() => onChoose(name)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
