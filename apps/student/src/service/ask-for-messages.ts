/** Requests WeChat's subscribe messages and records the allowed ones; each permits one message. */
import { isMessageTemplate } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { platform } from "../platform/index.ts";
import { call } from "./call.ts";
import type { AnswerState } from "./use-answer.ts";

type Templates = RouteAnswer<"listMessageTemplates">;
export type MessageRequest = () => Promise<void>;

/**
 * Returns the request of a tap, or null until the templates have loaded or failed to load. WeChat accepts a request only
 * within the tap itself, so a tap before that would lose the student's permission.
 */
export function messageRequest(
  { value, problem }: Pick<AnswerState<Templates>, "value" | "problem">,
  isWanted: (one: Templates["templates"][number]) => boolean = () => true,
): MessageRequest | null {
  if (platform.signInBy === "wechat" && value === null && problem === null) return null;
  return () => askForMessages({ templates: (value?.templates ?? []).filter(isWanted) });
}

export async function askForMessages({ templates }: Templates): Promise<void> {
  const missing = templates.filter(({ credits }) => credits === 0);
  if (missing.length === 0) return;
  const allowed = await platform.askForMessages(missing.map(({ templateId }) => templateId));
  const accepted = missing
    .filter(({ templateId }) => allowed.includes(templateId))
    .map(({ template }) => template);
  const knownTemplates = accepted.filter(isMessageTemplate);
  if (knownTemplates.length > 0)
    await call("addMessageCredits", { body: { templates: knownTemplates } });
}
