/** One setting as it stands: its value, and the change that brought it. */

import { isDeepStrictEqual } from "node:util";
import { type AnyConfigurationValue, type ConfigurationItem, initialOfSubject, isSingleItem } from "@gradphoto/domain";
import { fittingConfigurationValue } from "@gradphoto/domain/routes";
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
  /** null: the initial value is in force. */
  readonly changeId: string | null;
}

/** In force while nobody confirmed another: of the environment, the spec, or our own words. */
function initialValue({ item, subject }: SettingKey, inForce: InForce): AnyConfigurationValue {
  if (isSingleItem(item)) return inForce(item);
  const initial = initialOfSubject(item, subject);
  if (initial === null) throw new Error(`${item} has no ${subject}`);
  return initial;
}

/** A confirmed value that is none any more, because its bounds were drawn closer, holds no longer: the initial one does. */
export const valueInForce = (key: SettingKey, confirmed: unknown, inForce: InForce): AnyConfigurationValue =>
  fittingConfigurationValue(key.item, confirmed) ?? initialValue(key, inForce);

export async function readSetting(tx: Transaction, key: SettingKey, inForce: InForce): Promise<SettingInForce> {
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

/** Whether two values say the same. */
export const isSameValue = (one: AnyConfigurationValue, other: AnyConfigurationValue): boolean =>
  isDeepStrictEqual(one, other);
