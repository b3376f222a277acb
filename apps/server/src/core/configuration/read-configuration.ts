/** The values in force: read from the database by whoever acts on them, so that a change holds at once and everywhere. */
import {
  type Bilingual,
  type ConfigurationItem,
  type ConfigurationValue,
  configurationItems,
  type InitialConfiguration,
  initialMessageWords,
  isOwnPhotoSpecId,
  type MessageTemplateCode,
  type OwnPhotoSpec,
  type OwnPhotoSpecId,
  type SetLimits,
  type SingleItem,
} from "@gradphoto/domain";
import { fittingConfigurationValue } from "@gradphoto/domain/routes";
import { and, desc, eq, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { configurationChanges as changes } from "../../infra/db/schema/index.ts";

type From = Database | Transaction;

/** The value of an item. */
export type InForce = <Item extends SingleItem>(item: Item) => ConfigurationValue<Item>;

type NumberItem = {
  [Item in SingleItem]: ConfigurationValue<Item> extends number ? Item : never;
}[SingleItem];

export interface Configuration {
  /** By one statement; `from` a transaction where money or texts are given away by it. `at`: as it was then. */
  readonly read: (from: From, at?: Date) => Promise<InForce>;
  /** The same within a statement: the number in force at a moment of each of its rows. */
  readonly numberAt: (item: NumberItem, moment: SQLWrapper) => SQL;
}

/** `initial`: in force where nobody confirmed another value, in place of those of the list. */
export const createConfiguration = (initial: Partial<InitialConfiguration> = {}): Configuration => ({
  read: async (from, at) => {
    const rows = await readConfirmed(from, eq(changes.subject, ""), at);
    const matches = new Map<string, unknown>(rows.map(({ item, value }) => [item, value]));
    return <Item extends SingleItem>(item: Item) => {
      // Not parsed: the bounds are those of proposals. The compiler does not see that it is of the item.
      const input: unknown = initial[item] ?? configurationItems[item].initial;
      return fittingConfigurationValue(item, matches.get(item)) ?? (input as ConfigurationValue<Item>);
    };
  },
  numberAt: (item, moment) => sql`coalesce((
    select ${changes.value}::float8 from ${changes}
    where ${changes.state} = 'confirmed' and ${changes.item} = ${item} and ${changes.subject} = ''
      and ${changes.decidedAt} <= ${moment} and jsonb_typeof(${changes.value}) = 'number'
    order by ${changes.number} desc limit 1), ${initial[item] ?? configurationItems[item].initial}::float8)`,
});

const readConfirmed = (from: From, isWanted: SQL, at?: Date) =>
  from
    .selectDistinctOn([changes.item, changes.subject], {
      item: changes.item,
      subject: changes.subject,
      value: changes.value,
    })
    .from(changes)
    .where(and(eq(changes.state, "confirmed"), isWanted, at && lte(changes.decidedAt, at)))
    .orderBy(changes.item, changes.subject, desc(changes.number));

/** A row that this version cannot read is left out: what stood before operators set anything holds in its place. */
const readable = <Item extends ConfigurationItem>(
  item: Item,
  rows: readonly { readonly subject: string; readonly value: unknown }[],
): [string, ConfigurationValue<Item>][] =>
  rows.flatMap(({ subject, value }) => {
    const fitting = fittingConfigurationValue(item, value);
    return fitting === null ? [] : [[subject, fitting]];
  });

/** The limits of checks that are not their specs' own. */
export async function readSetLimits(from: From): Promise<SetLimits> {
  const rows = await readConfirmed(from, eq(changes.item, "check-limits"));
  return Object.fromEntries(readable("check-limits", rows));
}

/** Specs that operators have drafted and confirmed, retired ones among them; none whose shipped spec this version does not know. */
export async function readOwnSpecs(from: From): Promise<readonly (readonly [OwnPhotoSpecId, OwnPhotoSpec])[]> {
  const rows = await readConfirmed(from, eq(changes.item, "photo-spec"));
  return readable("photo-spec", rows).flatMap(([id, spec]) => (isOwnPhotoSpecId(id) ? [[id, spec] as const] : []));
}

/** Words that operators have set, by what they are of. */
export async function readSetWords<Item extends "service-answer" | "reason-advice" | "message-words">(
  from: From,
  item: Item,
): Promise<ReadonlyMap<string, ConfigurationValue<Item>>> {
  const rows = await readConfirmed(from, eq(changes.item, item));
  return new Map(readable(item, rows));
}

/** What a text message says now. */
export const readMessageWords = async (from: From, template: MessageTemplateCode): Promise<Bilingual> =>
  (await readSetWords(from, "message-words")).get(template) ?? initialMessageWords(template);
