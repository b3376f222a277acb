/** Handlers of subscribe messages: consents, the log, and resending the last one. */
import { messageTemplateCodes, messageTemplates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq, sql } from "drizzle-orm";
import { accountOf, handlersOf } from "../core/call.ts";
import { messageCredits } from "../infra/db/schema/index.ts";
import type { TemplateIds } from "./deps.ts";
import { listMessages } from "./list-messages.ts";
import { type ResendDeps, resendMessage } from "./resend-message.ts";

/** Maximum number of consents, against a malfunctioning client. Nobody can use as many. */
const maxCredits = 100;

interface Deps extends ResendDeps {
  readonly templateIds: TemplateIds;
}

export const messageHandlers = (deps: Deps) =>
  handlersOf({
    resendMessage: ({ params }, call) => resendMessage(deps, params.collectionId, call),
    listMessages: ({ query }) => listMessages(deps.db, query),
    listMessageTemplates: (_input, call) => listTemplates(deps, accountOf(call)),
    addMessageCredits: async ({ body }, call) => {
      const accountId = accountOf(call);
      const { language } = call;
      const rows = [...new Set(body.templates)].map((template) => ({
        accountId,
        template,
        credits: 1,
        language,
      }));
      await deps.db
        .insert(messageCredits)
        .values(rows)
        .onConflictDoUpdate({
          target: [messageCredits.accountId, messageCredits.template],
          set: { credits: sql`least(${messageCredits.credits} + 1, ${maxCredits})`, language },
        });
      return listTemplates(deps, accountId);
    },
  });

async function listTemplates(
  { db, templateIds }: Pick<Deps, "db" | "templateIds">,
  accountId: string,
): Promise<RouteAnswer<"listMessageTemplates">> {
  const rows = await db
    .select()
    .from(messageCredits)
    .where(eq(messageCredits.accountId, accountId));
  return {
    templates: messageTemplateCodes.map((template) => ({
      template,
      templateId: templateIds[template],
      label: messageTemplates[template].label,
      credits: rows.find((row) => row.template === template)?.credits ?? 0,
    })),
  };
}
