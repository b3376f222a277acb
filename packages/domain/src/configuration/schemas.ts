/** Zod schemas for the value of each item, applied when it is proposed and when it is read. */
import { z } from "zod";
import { bilingualSchema, writtenText } from "../core/fields.ts";
import { endsOf, limitEnds } from "../limits/limit-ends.ts";
import { allRefundRules } from "../payments/refund-states.ts";
import { checkRows, limitsOf } from "../photo-standard/check-rows.ts";
import type { CheckLimits, Window } from "../photo-standard/finding.ts";
import { limitsSchema } from "../photo-standard/schemas.ts";
import { ownPhotoSpecSchema } from "../photo-standard/spec-schemas.ts";
import { isAddedAnswer } from "../service-desk/service-macros.ts";
import { readCheckSubject } from "./check-subjects.ts";
import {
  type AnyConfigurationValue,
  type ConfigurationItem,
  type ConfigurationKind,
  type ConfigurationKinds,
  type ConfigurationValue,
  configurationItems,
  type KindOf,
} from "./configuration-items.ts";
import { initialOfSubject } from "./subjects.ts";

const hours = z.object({ from: z.int().min(0).max(24), until: z.int().min(0).max(24) });

const ofAnswer = { title: bilingualSchema.optional(), retired: z.boolean().optional() };

/** Accepts a value of any item; `fitsItem` checks that it fits the item. */
export const anyConfigurationValue = z.union([
  z.number(),
  z.string(),
  hours,
  bilingualSchema.extend(ofAnswer),
  ownPhotoSpecSchema,
  limitsSchema,
]);

/** Maximum length of an answer's title in a list of choices. */
const titleLength = 40;

interface Bounds {
  readonly min: number;
  readonly max: number;
}

const integer = ({ min, max }: Bounds) => z.int().min(min).max(max);

const isWindow = ({ min = -Infinity, max = Infinity }: Window = {}): boolean => min <= max;

const schemas: {
  readonly [Kind in keyof ConfigurationKinds]: (
    bounds: Bounds,
  ) => z.ZodType<ConfigurationKinds[Kind]>;
} = {
  // The demo may set shorter times, also fractions of a minute.
  minutes: ({ max }) => z.number().min(0).max(max),
  share: ({ min, max }) => z.number().min(min).max(max),
  fen: integer,
  messages: integer,
  milliseconds: integer,
  hours: () => hours.refine(({ from, until }) => from < until),
  text: ({ max }) => writtenText(max),
  bilingual: ({ max }) => z.object({ zh: writtenText(max), en: writtenText(max) }),
  refundRule: () => z.enum(allRefundRules),
  answer: ({ max }) =>
    z.object({
      zh: writtenText(max),
      en: writtenText(max),
      title: z.object({ zh: writtenText(titleLength), en: writtenText(titleLength) }).optional(),
      retired: z.boolean().optional(),
    }),
  spec: () => ownPhotoSpecSchema,
  limits: ({ min, max }) =>
    limitsSchema.refine(
      (limits) =>
        isWindow(limits.fail) &&
        isWindow(limits.warn) &&
        Object.values(endsOf(limits)).every(
          (value) => value === undefined || (value >= min && value <= max),
        ),
    ),
};

const ofKind = <Kind extends ConfigurationKind>(
  kind: Kind,
  bounds: Bounds,
): z.ZodType<ConfigurationKinds[Kind]> => schemas[kind](bounds);

interface KindRow<Kind extends ConfigurationKind> extends Bounds {
  readonly kind: Kind;
}

const rows: { readonly [Item in ConfigurationItem]: KindRow<KindOf[Item]> } = configurationItems;

function schemaOf<Item extends ConfigurationItem>(item: Item): z.ZodType<ConfigurationValue<Item>> {
  const { kind, ...bounds } = rows[item];
  return ofKind(kind, bounds);
}

/** Throws a ZodError if the value is not valid for the item. */
export const parseConfigurationValue = <Item extends ConfigurationItem>(
  item: Item,
  value: unknown,
): ConfigurationValue<Item> => schemaOf(item).parse(value);

/** Returns null if the value is not valid for the item, so that the reader can fall back to another. */
export function configurationValueOrNull<Item extends ConfigurationItem>(
  item: Item,
  value: unknown,
): ConfigurationValue<Item> | null {
  const parsed = schemaOf(item).safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** Every refused value is also warned about: each `fail` limit is equal to the `warn` limit or outside it. */
const isMilder = ({ fail, warn }: CheckLimits): boolean =>
  (fail?.min ?? -Infinity) <= (warn?.min ?? Infinity) &&
  (fail?.max ?? Infinity) >= (warn?.max ?? -Infinity);

/**
 * A limit of a check needs at least one end, and only ends that the spec's limit has: a photo is never judged by a
 * value that cannot be measured.
 */
function fitsCheck(subject: string, limits: CheckLimits): boolean {
  const parsed = readCheckSubject(subject);
  if (!parsed) return false;
  const own = endsOf(limitsOf(parsed.check, parsed.spec));
  const set = endsOf(limits);
  const { unit } = checkRows[parsed.check];
  return (
    isMilder(limits) &&
    limitEnds.some((end) => set[end] !== undefined) &&
    limitEnds.every((end) => {
      const value = set[end];
      return (
        value === undefined ||
        (own[end] !== undefined && (unit !== "share" || (value >= 0 && value <= 1)))
      );
    })
  );
}

const isTitled = (value: AnyConfigurationValue): boolean =>
  typeof value === "object" && "title" in value && value.title !== undefined;

/** Returns true if the value may be proposed for the item. */
export function fitsItem(item: ConfigurationItem, subject: string, value: unknown): boolean {
  const parsed = schemaOf(item).safeParse(value);
  if (!parsed.success) return false;
  const { kind, of } = configurationItems[item];
  if (kind === "minutes" && !integer(configurationItems[item]).safeParse(parsed.data).success)
    return false;
  if (of === null) return subject === "";
  if (of === "answer")
    return (
      initialOfSubject(item, subject) !== null && isTitled(parsed.data) === isAddedAnswer(subject)
    );
  if (of !== "check") return initialOfSubject(item, subject) !== null;
  const limits = limitsSchema.safeParse(parsed.data);
  return limits.success && fitsCheck(subject, limits.data);
}
