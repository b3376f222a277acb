/** Requests WeChat's subscribe messages and records the allowed ones; each permits one message. */
import { isMessageTemplate } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { platform } from "../platform/index.ts";
import { call } from "./call.ts";
import type { AnswerState } from "./use-answer.ts";

/** True until the templates have loaded or failed to load. A tap before that would lose the student's permission. */
export const isLoadingTemplates = ({
  value,
  problem,
}: Pick<AnswerState<RouteAnswer<"listMessageTemplates">>, "value" | "problem">): boolean =>
  platform.signInBy === "wechat" && value === null && problem === null;

/** The templates are loaded before the tap, because WeChat accepts the request only within the tap itself. */
export async function askForMessages({ templates }: RouteAnswer<"listMessageTemplates">): Promise<void> {
  const missing = templates.filter(({ credits }) => credits === 0);
  if (missing.length === 0) return;
  const allowed = await platform.askForMessages(missing.map(({ templateId }) => templateId));
  const accepted = missing.filter(({ templateId }) => allowed.includes(templateId)).map(({ template }) => template);
  const knownTemplates = accepted.filter(isMessageTemplate);
  if (knownTemplates.length > 0) await call("addMessageCredits", { body: { templates: knownTemplates } });
}
