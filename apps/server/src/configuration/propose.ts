/** Proposals of operators for a value. Nothing changes until another operator confirms it. */
import { allMessagePlaceholders, isMessageTemplate, messageWordsFault } from "@gradphoto/domain";
import {
  type ParsedInput,
  parseConfigurationValue,
  type RouteAnswer,
} from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { inTransaction } from "../infra/db/database.ts";
import { configurationChanges } from "../infra/db/schema/index.ts";
import { readChange, sealWhy } from "./change-rows.ts";
import { lockOf, recordChange } from "./decide.ts";
import { isSameValue, readSetting } from "./setting-in-force.ts";

/** Refusal of proposed SMS texts. */
type MessageWordsRefusal = Refusal<
  | "message-words-placeholder-missing"
  | "message-words-placeholder-unknown"
  | "message-words-too-long"
  | "message-words-foreign-link"
  | "message-words-signature"
>;

/** Returns null when the text can be sent to students. */
function messageWordsRefusal(
  template: string,
  input: unknown,
  publicUrl: string,
): MessageWordsRefusal | null {
  if (!isMessageTemplate(template)) throw new Error(`There is no message ${template}`);
  const wordsFault = messageWordsFault(
    parseConfigurationValue("message-words", input),
    template,
    publicUrl,
  );
  if (wordsFault === null) return null;
  if (wordsFault.fault === "missing")
    return refuse("message-words-placeholder-missing", { placeholder: wordsFault.placeholder });
  if (wordsFault.fault === "unknown") {
    const placeholders = allMessagePlaceholders.map((name) => `{${name}}`).join(" ");
    return refuse("message-words-placeholder-unknown", {
      placeholder: wordsFault.placeholder,
      placeholders,
    });
  }
  if (wordsFault.fault === "signature")
    return refuse("message-words-signature", { mark: wordsFault.mark });
  if (wordsFault.fault === "foreign")
    return refuse("message-words-foreign-link", {
      address: wordsFault.address,
      placeholder: "{link}",
    });
  const { characters, mostCharacters } = wordsFault;
  return refuse("message-words-too-long", { characters, mostCharacters });
}

type ProposalDeps = Pick<
  ServiceDeps,
  "db" | "clock" | "ids" | "sealer" | "configuration" | "publicUrl"
>;
type Proposal = ParsedInput<"proposeConfiguration">["body"];
type Refused =
  | Refusal<"configuration-waits" | "configuration-value-changed" | "configuration-unchanged">
  | MessageWordsRefusal;

export const propose = (
  { db, clock, ids, sealer, configuration, publicUrl }: ProposalDeps,
  { item, subject, value: input, seen, why }: Proposal,
  call: Call,
): Promise<RouteAnswer<"proposeConfiguration"> | Refused> =>
  inTransaction(db, async (tx) => {
    const key = { item, subject };
    await acquireLock(tx, lockOf(key));
    const waiting = and(
      eq(configurationChanges.item, item),
      eq(configurationChanges.subject, subject),
      eq(configurationChanges.state, "proposed"),
    );
    if ((await tx.$count(configurationChanges, waiting)) > 0)
      return refuse("configuration-waits", {});
    const { value: previous, changeId } = await readSetting(tx, key, await configuration.read(tx));
    if (changeId !== seen) return refuse("configuration-value-changed", {});
    const value = parseConfigurationValue(item, input);
    if (isSameValue(previous, value)) return refuse("configuration-unchanged", {});
    const refusal =
      item === "message-words" ? messageWordsRefusal(subject, input, publicUrl) : null;
    if (refusal) return refusal;
    const id = ids();
    const row = {
      id,
      ...key,
      before: previous,
      value,
      state: "proposed",
      proposedBy: staffOf(call),
      proposedAt: clock(),
    } as const;
    await tx.insert(configurationChanges).values({ ...row, why: sealWhy(sealer, id, why) });
    await recordChange(tx, clock, "configuration-proposed", row, call);
    return readChange(tx, sealer, id);
  });
