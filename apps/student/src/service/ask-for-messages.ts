/** Asks for WeChat's subscribe messages and notes those that were allowed; each is good for one message. */
import { isMessageTemplate } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { platform } from "../platform/index.ts";
import { call } from "./call.ts";

/** `listed`: known before the tap, because WeChat takes the question within the tap itself alone. */
export async function askForMessages({ templates }: RouteAnswer<"listMessageTemplates">): Promise<void> {
  const missing = templates.filter(({ credits }) => credits === 0);
  if (missing.length === 0) return;
  const allowed = await platform.askForMessages(missing.map(({ templateId }) => templateId));
  const accepted = missing.filter(({ templateId }) => allowed.includes(templateId)).map(({ template }) => template);
  const known = accepted.filter(isMessageTemplate);
  if (known.length > 0) await call("addMessageCredits", { body: { templates: known } });
}
