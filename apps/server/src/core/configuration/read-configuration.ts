/**
 * Reads the configuration in force from the database on each use, so that a change applies immediately in every
 * process.
 */
import {
  type Bilingual,
  type ConfigurationItem,
  type ConfigurationValue,
  configurationItems,
  type InitialConfiguration,
  initialMessageWords,
  isOwnPhotoSpecId,
  type MessageTemplateCode,
  type SetLimits,
  type SingleItem,
  type StoredPhotoSpec,
  storedOwnSpec,
} from "@gradphoto/domain";
import { configurationValueOrNull } from "@gradphoto/domain/routes";
import { and, desc, eq, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { configurationChanges as changes } from "../../infra/db/schema/index.ts";

type From = Database | Transaction;

/** Returns the value of an item. */
export type InForce = <Item extends SingleItem>(item: Item) => ConfigurationValue<Item>;

type NumberItem = {
  [Item in SingleItem]: ConfigurationValue<Item> extends number ? Item : never;
}[SingleItem];

export interface Configuration {
  /**
   * Reads all values in one statement. Pass the transaction when money or messages depend on a value. `at`: reads the
   * values in force at that time.
   */
  readonly read: (from: From, at?: Date) => Promise<InForce>;
  /** SQL expression for the number in force at a moment of each row. */
  readonly numberAt: (item: NumberItem, moment: SQLWrapper) => SQL;
}

/** Creates the reader. `initial` overrides the default of an item until operators confirm another value. */
export const createConfiguration = (
  initial: Partial<InitialConfiguration> = {},
): Configuration => ({
  read: async (from, at) => {
    const rows = await readConfirmed(from, eq(changes.subject, ""), at);
    const matches = new Map<string, unknown>(rows.map(({ item, value }) => [item, value]));
    return <Item extends SingleItem>(item: Item) => {
      // Not validated: the bounds apply only to proposals. The compiler cannot prove that the value belongs to the
      // item.
      const input: unknown = initial[item] ?? configurationItems[item].initial;
      return (
        configurationValueOrNull(item, matches.get(item)) ?? (input as ConfigurationValue<Item>)
      );
    };
  },
  numberAt: (item, moment) => sql`coalesce((
    select ${changes.value}::float8 from ${changes}
    where ${changes.state} = 'confirmed' and ${changes.item} = ${item} and ${changes.subject} = ''
      and ${changes.decidedAt} <= ${moment} and jsonb_typeof(${changes.value}) = 'number'
    order by ${changes.number} desc limit 1), ${initial[item] ?? configurationItems[item].initial}::float8)`,
});

const readConfirmed = (from: From, whereWanted: SQL, at?: Date) =>
  from
    .selectDistinctOn([changes.item, changes.subject], {
      item: changes.item,
      subject: changes.subject,
      value: changes.value,
    })
    .from(changes)
    .where(and(eq(changes.state, "confirmed"), whereWanted, at && lte(changes.decidedAt, at)))
    .orderBy(changes.item, changes.subject, desc(changes.number));

/** Parses a row. Skips one that this version cannot parse, so that the default applies. */
const readable = <Item extends ConfigurationItem>(
  item: Item,
  rows: readonly { readonly subject: string; readonly value: unknown }[],
): [string, ConfigurationValue<Item>][] =>
  rows.flatMap(({ subject, value }) => {
    const fitting = configurationValueOrNull(item, value);
    return fitting === null ? [] : [[subject, fitting]];
  });

/** Limits of checks that operators have set in place of the photo spec's limits. */
export async function readSetLimits(from: From): Promise<SetLimits> {
  const rows = await readConfirmed(from, eq(changes.item, "check-limits"));
  return Object.fromEntries(readable("check-limits", rows));
}

/**
 * Reads the photo specs that operators confirmed before specs were files, including retired ones. Skips specs whose
 * shipped base this version lacks.
 */
export async function readConfirmedSpecs(from: From): Promise<readonly StoredPhotoSpec[]> {
  const rows = await readConfirmed(from, eq(changes.item, "photo-spec"));
  return readable("photo-spec", rows).flatMap(([id, spec]) =>
    isOwnPhotoSpecId(id) ? [storedOwnSpec(id, spec)] : [],
  );
}

/** Texts that operators have set, by subject. */
export async function readSetWords<
  Item extends "service-answer" | "reason-advice" | "message-words",
>(from: From, item: Item): Promise<ReadonlyMap<string, ConfigurationValue<Item>>> {
  const rows = await readConfirmed(from, eq(changes.item, item));
  return new Map(readable(item, rows));
}

/** Reads the current text of an SMS template. */
export const readMessageWords = async (
  from: From,
  template: MessageTemplateCode,
): Promise<Bilingual> =>
  (await readSetWords(from, "message-words")).get(template) ?? initialMessageWords(template);
