/** History of the configuration, latest first, page by page. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { byTime, readPage } from "../core/page.ts";
import { configurationChanges } from "../infra/db/schema/index.ts";
import { presentChange, selectChanges } from "./change-rows.ts";
import type { ConfigurationDeps } from "./deps.ts";

export async function listChanges(
  { db, sealer }: Pick<ConfigurationDeps, "db" | "sealer">,
  { item, state, ...page }: ParsedInput<"listConfigurationChanges">["query"],
): Promise<RouteAnswer<"listConfigurationChanges">> {
  const { rows, next } = await readPage(page, {
    key: byTime("latest-first", configurationChanges.proposedAt, configurationChanges.id),
    select: ({ isNext, order, limit }) =>
      selectChanges(db)
        .where(and(item && eq(configurationChanges.item, item), state && eq(configurationChanges.state, state), isNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ change }) => ({ at: change.proposedAt, id: change.id }),
  });
  return { changes: rows.map((row) => presentChange(row, sealer)), next };
}
