/** Configuration page: each setting with its value in force, the people behind it, and the pending proposal. */
import {
  allConfigurationItems,
  alwaysListedSubjects,
  type ConfigurationItem,
  configurationLabel,
  configurationValueWords,
  initialOfSubject,
  isSingleItem,
} from "@gradphoto/domain";
import { configurationValueOrNull, type RouteAnswer } from "@gradphoto/domain/routes";
import { desc, eq, inArray } from "drizzle-orm";
import { type Call, staffOf } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { staffName } from "../core/staff-name.ts";
import { configurationChanges } from "../infra/db/schema/index.ts";
import { openWhy, type StoredChange, selectChanges } from "./change-rows.ts";
import { type SettingKey, valueInForce } from "./setting-in-force.ts";

type Answer = RouteAnswer<"readConfiguration">;
type Setting = Answer["settings"][number];
type Deps = Pick<ServiceDeps, "db" | "sealer" | "configuration" | "publicUrl">;

const keyOf = ({ item, subject }: SettingKey): string => `${item} ${subject}`;

export async function readSettings(
  { db, sealer, configuration, publicUrl }: Deps,
  call: Call,
): Promise<Answer> {
  const inForce = await configuration.read(db);
  const latest = db
    .selectDistinctOn([configurationChanges.item, configurationChanges.subject], {
      id: configurationChanges.id,
    })
    .from(configurationChanges)
    .where(eq(configurationChanges.state, "confirmed"))
    .orderBy(
      configurationChanges.item,
      configurationChanges.subject,
      desc(configurationChanges.number),
    );
  const confirmed = await selectChanges(db).where(inArray(configurationChanges.id, latest));
  const proposed = await selectChanges(db).where(eq(configurationChanges.state, "proposed"));
  const by = (matches: readonly StoredChange[]) =>
    new Map(matches.map((one) => [keyOf(one.change), one]));
  const [confirmedOf, proposedOf] = [by(confirmed), by(proposed)];
  const changedOf = (item: ConfigurationItem): readonly string[] =>
    [...confirmed, ...proposed]
      .flatMap(({ change: { item: of, subject } }) => (of === item ? [subject] : []))
      // Subjects that can no longer be set appear only in the history.
      .filter((subject) => initialOfSubject(item, subject) !== null)
      .sort();
  const keys = allConfigurationItems.flatMap((item): readonly SettingKey[] =>
    isSingleItem(item)
      ? [{ item, subject: "" }]
      : [...new Set([...alwaysListedSubjects(item), ...changedOf(item)])].map((subject) => ({
          item,
          subject,
        })),
  );
  return {
    publicUrl,
    settings: keys.map((key): Setting => {
      const { item, subject } = key;
      const now = confirmedOf.get(keyOf(key));
      const value = valueInForce(key, now?.change.value, inForce);
      const holder = now && configurationValueOrNull(item, now.change.value) !== null ? now : null;
      const waiting = proposedOf.get(keyOf(key));
      return {
        ...key,
        label: configurationLabel(item, subject, now ? value : (waiting?.change.value ?? value)),
        value,
        words: configurationValueWords(item, subject, value),
        changeId: now?.change.id ?? null,
        since: holder?.change.decidedAt?.toISOString() ?? null,
        proposedBy: holder && staffName(sealer, holder.proposedBy),
        confirmedBy: holder?.decidedBy ? staffName(sealer, holder.decidedBy) : null,
        waiting: waiting
          ? {
              changeId: waiting.change.id,
              value: waiting.change.value,
              words: configurationValueWords(item, subject, waiting.change.value),
              why: openWhy(sealer, waiting.change),
              proposedBy: staffName(sealer, waiting.proposedBy),
              proposedAt: waiting.change.proposedAt.toISOString(),
              ...mayOf(waiting, call),
            }
          : null,
      };
    }),
  };
}

function mayOf({ change }: StoredChange, call: Call) {
  const isOperator = call.caller.role === "operator";
  const isOwn = change.proposedBy === staffOf(call);
  return { mayDecide: isOperator && !isOwn, mayWithdraw: isOperator && isOwn };
}
