/** The fields of a route's input or answer in words that a person who writes a client understands. */
import { z } from "zod";

export interface DescribedField {
  /** Nested ones with a dot, those of a list with []. */
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
}

const jsonSchema = z.object({
  type: z.union([z.string(), z.array(z.string()).transform((types) => types.join(" | "))]).optional(),
  format: z.string().optional(),
  enum: z.array(z.json()).optional(),
  const: z.json().optional(),
  required: z.array(z.string()).optional(),
  get items() {
    return jsonSchema.optional();
  },
  get anyOf() {
    return z.array(jsonSchema).optional();
  },
  get properties() {
    return z.record(z.string(), jsonSchema).optional();
  },
});
type JsonSchema = z.output<typeof jsonSchema>;

/** `io`: what a client sends, or what it gets. */
export function describeFields(schema: z.ZodObject, io: "input" | "output"): readonly DescribedField[] {
  return fieldsOf(jsonSchema.parse(z.toJSONSchema(schema, { io, unrepresentable: "any" })), "");
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema, within: string): readonly DescribedField[] {
  return Object.entries(properties).flatMap(([key, field]) => {
    const name = `${within}${key}`;
    return [{ name, type: typeOf(field), isOptional: !required.includes(key) }, ...nested(field, name)];
  });
}

function nested(field: JsonSchema, name: string): readonly DescribedField[] {
  if (isBilingual(field)) return [];
  if (field.properties) return fieldsOf(field, `${name}.`);
  if (field.items) return nested(field.items, `${name}[]`);
  return (field.anyOf ?? []).flatMap((one) => nested(one, name));
}

/** Words in both languages: too common to be spelled out each time. */
const isBilingual = ({ properties }: JsonSchema): boolean =>
  properties !== undefined && Object.keys(properties).sort().join() === "en,zh";

function typeOf(field: JsonSchema): string {
  if (field.const !== undefined) return JSON.stringify(field.const);
  if (field.enum) return field.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (field.anyOf) return [...new Set(field.anyOf.map(typeOf))].join(" | ");
  if (isBilingual(field)) return "{zh, en}";
  if (field.items) return `${typeOf(field.items)}[]`;
  return field.format === undefined ? (field.type ?? "any") : `${field.type} (${field.format})`;
}
