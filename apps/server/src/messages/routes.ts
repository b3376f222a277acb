/** The handlers of subscribe messages: the consents to them, their log, and the last one once more. */
import { messageTemplateCodes, messageTemplates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq, sql } from "drizzle-orm";
import type { Handlers } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import { messageCredits } from "../infra/db/schema/index.ts";
import { listMessages } from "./list-messages.ts";
import type { TemplateIds } from "./needs.ts";
import { type ResendNeeds, resendMessage } from "./resend-message.ts";

/** More than anybody can use: a client gone wild fills nothing. */
const mostCredits = 100;

interface Needs extends ResendNeeds {
  readonly templateIds: TemplateIds;
}

type MessageHandlers = Pick<Handlers, "listMessageTemplates" | "addMessageCredits" | "resendMessage" | "listMessages">;

export const messageHandlers = (needs: Needs): MessageHandlers => ({
  resendMessage: ({ params }, call) => resendMessage(needs, params.collectionId, call),
  listMessages: ({ query }) => listMessages(needs.db, query),
  listMessageTemplates: (_input, call) => listTemplates(needs, accountOf(call)),
  addMessageCredits: async ({ body }, call) => {
    const accountId = accountOf(call);
    const { language } = call;
    const rows = [...new Set(body.templates)].map((template) => ({ accountId, template, credits: 1, language }));
    await needs.db
      .insert(messageCredits)
      .values(rows)
      .onConflictDoUpdate({
        target: [messageCredits.accountId, messageCredits.template],
        set: { credits: sql`least(${messageCredits.credits} + 1, ${mostCredits})`, language },
      });
    return listTemplates(needs, accountId);
  },
});

async function listTemplates(
  { db, templateIds }: Pick<Needs, "db" | "templateIds">,
  accountId: string,
): Promise<RouteAnswer<"listMessageTemplates">> {
  const given = await db.select().from(messageCredits).where(eq(messageCredits.accountId, accountId));
  return {
    templates: messageTemplateCodes.map((template) => ({
      template,
      templateId: templateIds[template],
      label: messageTemplates[template].label,
      credits: given.find((row) => row.template === template)?.credits ?? 0,
    })),
  };
}
