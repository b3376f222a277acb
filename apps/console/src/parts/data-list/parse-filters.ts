/** Validation of a list's filter values from the address, which anybody may have written. */
import { type Filter, type FilterValuesOf, integerIn, type List } from "@gradphoto/domain";

/** Filter values by name; an inactive filter is missing. */
export type FilterValues = Readonly<Record<string, string>>;

const fits = (filter: Filter | undefined, value: unknown): boolean =>
  filter !== undefined &&
  (filter.kind !== "choice" || filter.options.some((option) => option.value === value));

/** Parses a value as the service does; null: not a valid value of this filter. */
function read(filter: Filter | undefined, value: string): string | null {
  if (filter?.kind !== "number") return fits(filter, value) ? value : null;
  const number = integerIn(filter, value);
  return number === null ? null : String(number);
}

const areKnown = <Of extends List>({ filters }: Of, values: object): values is FilterValuesOf<Of> =>
  Object.entries(values).every(([name, value]) => fits(filters[name], value));

/** Returns the valid filter values from an address, which anybody may have written. */
export function parseFilters<const Of extends List>(
  list: Of,
  inAddress: FilterValues,
): FilterValuesOf<Of> {
  const values = Object.fromEntries(
    Object.entries(inAddress).flatMap(([name, value]) => {
      const filterValue = read(list.filters[name], value);
      return filterValue === null ? [] : [[name, filterValue]];
    }),
  );
  if (!areKnown(list, values)) throw new Error("A filter that was known is not");
  return values;
}
