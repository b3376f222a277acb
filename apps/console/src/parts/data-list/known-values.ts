/** What an address, which anybody may have written, says of the filters of a list. */
import { type Filter, type FilterValuesOf, type List, wholeNumberIn } from "@gradphoto/domain";

/** Values of filters by their names; one that is not set is missing. */
export type FilterValues = Readonly<Record<string, string>>;

const fits = (filter: Filter | undefined, value: unknown): boolean =>
  filter !== undefined && (filter.kind !== "choice" || filter.options.some((option) => option.value === value));

/** As the service reads it; null: it can be narrowed by nothing of the kind. */
function read(filter: Filter | undefined, value: string): string | null {
  if (filter?.kind !== "number") return fits(filter, value) ? value : null;
  const number = wholeNumberIn(filter, value);
  return number === null ? null : String(number);
}

const areKnown = <Of extends List>({ filters }: Of, values: object): values is FilterValuesOf<Of> =>
  Object.entries(values).every(([name, value]) => fits(filters[name], value));

/** Of an address, which anybody may have written, what the list can be narrowed by. */
export function knownValues<const Of extends List>(list: Of, inAddress: FilterValues): FilterValuesOf<Of> {
  const known = Object.fromEntries(
    Object.entries(inAddress).flatMap(([name, value]) => {
      const known = read(list.filters[name], value);
      return known === null ? [] : [[name, known]];
    }),
  );
  if (!areKnown(list, known)) throw new Error("A filter that was known is not");
  return known;
}
