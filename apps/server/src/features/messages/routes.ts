/** The handlers of consents to subscribe messages. */
import { messageTemplateCodes, messageTemplates } from "@gradphoto/contract";
import type { RouteAnswer } from "@gradphoto/contract/routes";
import { eq, sql } from "drizzle-orm";
import type { Handlers } from "../../infra/call.ts";
import type { Database } from "../../infra/db/database.ts";
import { messageCredits } from "../../infra/db/schema/index.ts";
import { accountOf } from "../collections/caller-account.ts";
import type { TemplateIds } from "./needs.ts";

/** More than anybody can use: a client gone wild fills nothing. */
const mostCredits = 100;

interface Needs {
  readonly db: Database;
  readonly templateIds: TemplateIds;
}

export const messageHandlers = (needs: Needs): Pick<Handlers, "listMessageTemplates" | "addMessageCredits"> => ({
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
  { db, templateIds }: Needs,
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
