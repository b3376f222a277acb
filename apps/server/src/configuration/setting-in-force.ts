/** Current state of one setting: its value, and the change that introduced it. */
import { isDeepStrictEqual } from "node:util";
import {
  type AnyConfigurationValue,
  type ConfigurationItem,
  initialOfSubject,
  isSingleItem,
} from "@gradphoto/domain";
import { configurationValueOrNull } from "@gradphoto/domain/routes";
import { and, desc, eq } from "drizzle-orm";
import type { InForce } from "../core/configuration/read-configuration.ts";
import type { Transaction } from "../infra/db/database.ts";
import { configurationChanges } from "../infra/db/schema/index.ts";

export interface SettingKey {
  readonly item: ConfigurationItem;
  readonly subject: string;
}

export interface SettingInForce {
  readonly value: AnyConfigurationValue;
  /** Id of the latest confirmed change; null if none is confirmed. */
  readonly changeId: string | null;
}

/** Returns the default until a value is confirmed: of the item, or of the spec, message or text. */
function initialValue({ item, subject }: SettingKey, inForce: InForce): AnyConfigurationValue {
  if (isSingleItem(item)) return inForce(item);
  const initial = initialOfSubject(item, subject);
  if (initial === null) throw new Error(`${item} has no ${subject}`);
  return initial;
}

/** Returns the value in force: the initial one if the bounds were narrowed and exclude the confirmed one. */
export const valueInForce = (
  key: SettingKey,
  confirmed: unknown,
  inForce: InForce,
): AnyConfigurationValue =>
  configurationValueOrNull(key.item, confirmed) ?? initialValue(key, inForce);

export async function readSetting(
  tx: Transaction,
  key: SettingKey,
  inForce: InForce,
): Promise<SettingInForce> {
  const [row] = await tx
    .select({ id: configurationChanges.id, value: configurationChanges.value })
    .from(configurationChanges)
    .where(
      and(
        eq(configurationChanges.state, "confirmed"),
        eq(configurationChanges.item, key.item),
        eq(configurationChanges.subject, key.subject),
      ),
    )
    .orderBy(desc(configurationChanges.number))
    .limit(1);
  return { value: valueInForce(key, row?.value, inForce), changeId: row?.id ?? null };
}

/** Compares two values deeply. */
export const isSameValue = (one: AnyConfigurationValue, other: AnyConfigurationValue): boolean =>
  isDeepStrictEqual(one, other);
