/**
 * Generates unexpected input from a route's schemas. Most inputs are valid except in one place; the others are
 * entirely invalid.
 */
import type { Route } from "@gradphoto/domain/routes";
import fc from "fast-check";
import { z } from "zod";

/** The subset of JSON Schema that the contract's schemas use. */
const jsonSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.json()).optional(),
  const: z.json().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxItems: z.number().optional(),
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

/** Strings that often break programs: quoting, encodings, paths, prototypes, lengths. */
const hostileText = fc.constantFrom(
  "",
  " ",
  "\u0000",
  "\ud83d",
  "'; drop table collections; --",
  "../../../../etc/passwd",
  "%00%2e%2e%2f",
  "__proto__",
  "\u202e张三",
  "１２３４５６",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "x".repeat(10_000),
  "00000000-0000-0000-0000-000000000000",
  "9".repeat(400),
);

const anything = fc.oneof(
  hostileText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, -1, 1.5, 1e308, 2 ** 53, true, [], {}),
);

/** Generates a value that the JSON Schema accepts. */
function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum && schema.enum.length > 0) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fitting));
  switch (schema.type) {
    case "string": {
      if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
      const minLength = schema.minLength ?? 0;
      return fc.string({
        unit: "grapheme",
        minLength,
        maxLength: Math.min(schema.maxLength ?? 40, minLength + 40),
      });
    }
    case "integer":
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000_000 });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(fitting(schema.items ?? {}), {
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, field]) => [name, fitting(field)]),
        ),
      );
    default:
      return fc.jsonValue();
  }
}

/** Breaks a value: removes one field, replaces it by an arbitrary value, or adds unknown fields. */
const spoil = (fields: readonly string[], value: object): fc.Arbitrary<unknown> =>
  fields.length === 0
    ? fc.constant(value)
    : fc.oneof(
        fc.constantFrom(...fields).map((name) => ({ ...value, [name]: undefined })),
        fc
          .tuple(fc.constantFrom(...fields), anything)
          .map(([name, bad]) => ({ ...value, [name]: bad })),
        anything.map((extra) => ({ ...value, extra, constructor: extra })),
      );

/** Generates a body, query or path parameters: valid, broken in one place or entirely invalid. */
function arbitraryPart(schema: z.ZodObject): fc.Arbitrary<unknown> {
  const described = jsonSchema.parse(
    z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
  );
  const fields = Object.keys(described.properties ?? {});
  const right = fitting(described).map((value) =>
    typeof value === "object" && value !== null ? value : {},
  );
  return fc.oneof(
    { weight: 2, arbitrary: right },
    { weight: 4, arbitrary: right.chain((value) => spoil(fields, value)) },
    anything,
  );
}

export interface RawInput {
  /** URL-encoded. */
  readonly url: string;
  /** JSON text, or text that is not JSON; null means no body. */
  readonly payload: string | null;
  readonly contentType: string;
  readonly idempotencyKey: string;
}

/** Generates a raw request of the route. Ids are often existing ones, so that handlers get past the lookup. */
export function arbitraryInput(
  route: Route,
  existing: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<RawInput> {
  const none = fc.constant<unknown>(undefined);
  const part = (schema: z.ZodObject | undefined) => (schema ? arbitraryPart(schema) : none);
  const existingIds = fc.record(
    Object.fromEntries(
      Object.entries(existing).map(([name, ids]) => [name, fc.option(fc.constantFrom(...ids))]),
    ),
  );
  return fc
    .record({
      ids: existingIds,
      params: part(route.params),
      query: part(route.query),
      body: part(route.body),
      contentType: fc.constantFrom(
        "application/json",
        "application/json",
        "application/json",
        "text/plain",
        "multipart/form-data",
      ),
      key: fc.oneof(fc.uuid(), hostileText),
      torn: fc.constantFrom(0, 0, 0, 0, 1),
    })
    .map(({ ids, params, query, body, contentType, key, torn }) => {
      const text = body === undefined ? null : (JSON.stringify(withExistingIds(body, ids)) ?? "");
      return {
        url: `${fillPath(route.path, { ...textsOf(params), ...present(ids) })}${queryText(textsOf(query))}`,
        payload:
          text === null
            ? null
            : text.slice(0, torn === 1 ? Math.floor(text.length / 2) : undefined),
        contentType,
        // Header values may contain only bytes.
        idempotencyKey: key.replace(/[^\x20-\x7e]/g, "?").slice(0, 200),
      };
    });
}

/** Replaces fields of the generated body by existing ids of the same name. */
function withExistingIds(body: unknown, ids: object): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return {
    ...body,
    ...Object.fromEntries(Object.entries(present(ids)).filter(([name]) => name in body)),
  };
}

function present(values: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value === "string"),
  );
}

/** Converts the generated value to strings for a URL. */
function textsOf(made: unknown): Readonly<Record<string, string>> {
  if (typeof made !== "object" || made === null) return {};
  return Object.fromEntries(
    Object.entries(made).map(([name, value]) => [
      name,
      typeof value === "string" ? value : (JSON.stringify(value) ?? ""),
    ]),
  );
}

// Encodes text for a URL. A lone surrogate cannot be encoded, and the length stays within the limit of proxies.
const encoded = (text: string): string =>
  encodeURIComponent(text.slice(0, 500).replace(/\p{Surrogate}/gu, "\ufffd"));

const fillPath = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encoded(values[name] ?? ""));

const queryText = (values: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(values).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
};
