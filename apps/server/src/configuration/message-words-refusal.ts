/** Why the words of a text message cannot be proposed as they are. */
import { allMessagePlaceholders, isMessageTemplate, messageWordsFault } from "@gradphoto/domain";
import { parseConfigurationValue } from "@gradphoto/domain/routes";
import { type Refusal, refuse } from "../core/call.ts";

export type MessageWordsRefusal = Refusal<
  | "message-words-placeholder-missing"
  | "message-words-placeholder-unknown"
  | "message-words-too-long"
  | "message-words-foreign-link"
  | "message-words-signature"
>;

/** null: students can be sent them. */
export function messageWordsRefusal(template: string, given: unknown, publicUrl: string): MessageWordsRefusal | null {
  if (!isMessageTemplate(template)) throw new Error(`There is no message ${template}`);
  const found = messageWordsFault(parseConfigurationValue("message-words", given), template, publicUrl);
  if (found === null) return null;
  if (found.fault === "missing") return refuse("message-words-placeholder-missing", { placeholder: found.placeholder });
  if (found.fault === "unknown") {
    const placeholders = allMessagePlaceholders.map((name) => `{${name}}`).join(" ");
    return refuse("message-words-placeholder-unknown", { placeholder: found.placeholder, placeholders });
  }
  if (found.fault === "signature") return refuse("message-words-signature", { mark: found.mark });
  if (found.fault === "foreign")
    return refuse("message-words-foreign-link", { address: found.address, placeholder: "{link}" });
  const { characters, mostCharacters } = found;
  return refuse("message-words-too-long", { characters, mostCharacters });
}
