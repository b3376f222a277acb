/** Asks for WeChat's subscribe messages and notes those that were allowed; each is good for one message. */
import { isMessageTemplate } from "@gradphoto/domain";
import { platform } from "../platform/index.ts";
import { call } from "./call.ts";

export async function askForMessages(): Promise<void> {
  const listed = await call("listMessageTemplates", {});
  if (!listed.ok) return;
  const wanted = listed.value.templates.filter(({ credits }) => credits === 0);
  const allowed = await platform.askForMessages(wanted.map(({ templateId }) => templateId));
  const templates = wanted.filter(({ templateId }) => allowed.includes(templateId)).map(({ template }) => template);
  const known = templates.filter(isMessageTemplate);
  if (known.length > 0) await call("addMessageCredits", { body: { templates: known } });
}
