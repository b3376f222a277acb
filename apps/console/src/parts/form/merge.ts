/** Two versions of one input: the one that was entered and the one that somebody else saved meanwhile. */
import dayjs from "dayjs";

export type Values = Readonly<Record<string, unknown>>;

export interface MergeField {
  /** Fields that are chosen together, such as a number and its unit. */
  readonly names: readonly string[];
  readonly label: string;
  /** Display text for values that are codes. */
  readonly format?: ((...texts: readonly string[]) => string) | undefined;
}

export interface FieldChoice extends MergeField {
  readonly from: "entered" | "saved";
}

export interface Merge {
  readonly entered: Values;
  readonly saved: Values;
  /** The fields that differ. */
  readonly choices: readonly FieldChoice[];
}

/** Text that is equal for equal values; empty for an empty field. */
const valueText = (value: unknown): string =>
  dayjs.isDayjs(value) ? value.format("YYYY-MM-DD") : String(value ?? "");

export const textsOf = ({ names }: MergeField, values: Values): readonly string[] =>
  names.map((name) => valueText(values[name]));

/** A field that was not edited here starts with the other version. */
export function beginMerge(
  fields: readonly MergeField[],
  base: Values,
  entered: Values,
  saved: Values,
): Merge {
  const isSame = (field: MergeField, one: Values, other: Values): boolean =>
    textsOf(field, one).join("\n") === textsOf(field, other).join("\n");
  const choices = fields
    .filter((field) => !isSame(field, entered, saved))
    .map((field) => ({
      ...field,
      from: isSame(field, entered, base) ? ("saved" as const) : ("entered" as const),
    }));
  return { entered, saved, choices };
}

/** Values of the fields that differ, each in its chosen version. */
export const chosenValues = ({ choices, ...versions }: Merge): Values =>
  Object.fromEntries(
    choices.flatMap(({ names, from }) => names.map((name) => [name, versions[from][name]])),
  );
