/** Schemas derived from a list: its items in an answer, and its filters in a query. */
import { z } from "zod";
import type { Bilingual } from "./bilingual.ts";
import {
  bilingualSchema,
  dayQuery,
  fen,
  id,
  instant,
  openCode,
  tone,
  typedText,
} from "./fields.ts";
import { filtersOn, type List } from "./list.ts";
import type { Column, Columns, DataKey, ToneOf } from "./list-columns.ts";
import type { Choice, Filter, Filters, IntegerFilter } from "./list-filters.ts";

/** Matches of the other filters, counted by state. */
export const stateCounts = z.array(z.object({ state: openCode, count: z.int().min(0) }));

/** Column headings of the fields, for the OpenAPI document. */
export const fieldTitles = z.registry<Bilingual>();

interface Schemas {
  text: z.ZodString;
  id: typeof id;
  number: z.ZodInt;
  count: z.ZodInt;
  money: z.ZodInt;
  time: typeof instant;
  words: typeof bilingualSchema;
  state: typeof bilingualSchema;
  code: z.ZodString;
  flag: z.ZodBoolean;
  lines: z.ZodArray<z.ZodString>;
  wordLines: z.ZodArray<typeof bilingualSchema>;
  special: z.ZodNever;
}

type SchemaOf<One extends Column> = One extends { readonly nullable: true }
  ? z.ZodNullable<Schemas[One["kind"]]>
  : Schemas[One["kind"]];

type ColumnShape<Of extends Columns> = {
  [Key in DataKey<Of, "file">]: SchemaOf<Of[Key]>;
} & { [Key in DataKey<Of, "file"> as ToneOf<Of[Key]>]: typeof tone };

function schemaOf({ kind, min = 0, signed }: Column): z.ZodType {
  const made = {
    text: () => z.string(),
    id: () => id,
    number: () => z.int(),
    count: () => z.int().min(min),
    money: () => (signed ? z.int() : fen),
    time: () => instant,
    words: () => bilingualSchema,
    state: () => bilingualSchema,
    code: () => z.string(),
    flag: () => z.boolean(),
    lines: () => z.array(z.string()),
    wordLines: () => z.array(bilingualSchema),
    special: () => z.never(),
  } satisfies Readonly<Record<Column["kind"], () => z.ZodType>>;
  return made[kind]();
}

const isData = ({ kind, only }: Column): boolean => kind !== "special" && only !== "file";

/** Type guard: `shape` has a field for each data column, and a tone field for each state column. */
const isShapeOf = <Of extends Columns>(columns: Of, shape: object): shape is ColumnShape<Of> =>
  Object.entries(columns).every(
    ([name, column]) =>
      !isData(column) ||
      (name in shape && (column.kind !== "state" || (column.tone ?? "tone") in shape)),
  );

/**
 * An item of the list: its columns and further fields.
 * `fields`: ids for links, and the data for special columns. A field that the entity's own schema already describes is
 * taken from there.
 */
export function itemOf<const Of extends List, const Fields extends z.ZodRawShape>(
  { columns }: Of,
  fields: Fields,
) {
  const visible = Object.entries(columns).filter(([, column]) => isData(column));
  const tones = visible.flatMap(([, column]) =>
    column.kind === "state" ? [[column.tone ?? "tone", tone]] : [],
  );
  const titled = visible.map(([name, column]) => {
    const own = schemaOf(column);
    const schema = (
      fields[name] instanceof z.ZodType ? fields[name] : column.nullable ? own.nullable() : own
    ).clone();
    fieldTitles.add(schema, column.title);
    return [name, schema];
  });
  const shape: object = { ...Object.fromEntries(tones), ...fields, ...Object.fromEntries(titled) };
  if (!isShapeOf<Of["columns"]>(columns, shape) || !isShapeOfFields(fields, shape))
    throw new Error("A list without one of its fields");
  return z.object(shape);
}

const isShapeOfFields = <Fields extends z.ZodRawShape>(
  fields: Fields,
  shape: object,
): shape is Fields => Object.keys(fields).every((name) => name in shape);

const numberSchema = ({ min, max }: Pick<IntegerFilter, "min" | "max">) =>
  z.coerce.number<number | string>().int().min(min).max(max);

type FilterSchema<One extends Filter> =
  One extends Choice<infer Value>
    ? z.ZodOptional<z.ZodEnum<{ [Each in Value]: Each }>>
    : One extends { readonly kind: "number" }
      ? z.ZodOptional<ReturnType<typeof numberSchema>>
      : z.ZodOptional<One extends { readonly kind: "day" } ? typeof dayQuery : z.ZodString>;

type FilterShape<Of extends Filters> = {
  [Key in keyof Of as Of[Key] extends { readonly only: "file" } ? never : Key]: FilterSchema<
    Of[Key]
  >;
};

function filterSchema(filter: Filter): z.ZodType {
  if (filter.kind === "choice") return z.enum(filter.options.map(({ value }) => value)).optional();
  if (filter.kind === "number") return numberSchema(filter).optional();
  return (filter.kind === "day" ? dayQuery : typedText(filter.maxLength)).optional();
}

const isFilterShape = <Of extends Filters>(
  names: readonly string[],
  shape: object,
): shape is FilterShape<Of> => names.every((name) => name in shape);

/** The filters of the screen as optional parts of the route's query. */
export function filtersOf<const Of extends List>(list: Of): FilterShape<Of["filters"]> {
  const named = filtersOn(list, "screen");
  const shape: object = Object.fromEntries(
    named.map(([name, filter]) => [name, filterSchema(filter)]),
  );
  if (
    !isFilterShape<Of["filters"]>(
      named.map(([name]) => name),
      shape,
    )
  )
    throw new Error("A list without one of its filters");
  return shape;
}
