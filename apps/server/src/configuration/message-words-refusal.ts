/** Validation of proposed SMS texts. */
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

/** null: the text can be sent to students. */
export function messageWordsRefusal(template: string, input: unknown, publicUrl: string): MessageWordsRefusal | null {
  if (!isMessageTemplate(template)) throw new Error(`There is no message ${template}`);
  const match = messageWordsFault(parseConfigurationValue("message-words", input), template, publicUrl);
  if (match === null) return null;
  if (match.fault === "missing") return refuse("message-words-placeholder-missing", { placeholder: match.placeholder });
  if (match.fault === "unknown") {
    const placeholders = allMessagePlaceholders.map((name) => `{${name}}`).join(" ");
    return refuse("message-words-placeholder-unknown", { placeholder: match.placeholder, placeholders });
  }
  if (match.fault === "signature") return refuse("message-words-signature", { mark: match.mark });
  if (match.fault === "foreign")
    return refuse("message-words-foreign-link", { address: match.address, placeholder: "{link}" });
  const { characters, mostCharacters } = match;
  return refuse("message-words-too-long", { characters, mostCharacters });
}
