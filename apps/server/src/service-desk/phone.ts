/**
 * Phone numbers at the service desk: verifying a caller by the last digits, and displaying the full number. Each use is
 * recorded.
 */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, isRefusal, type Refusal, refuse, staffOf } from "../core/call.ts";
import { budgets } from "../core/limits.ts";
import { isProjectVisibleTo } from "../core/school-scope.ts";
import { inTransaction } from "../infra/db/database.ts";
import { accounts, collections, projects } from "../infra/db/schema/index.ts";
import type { ServiceDeskDeps } from "./deps.ts";

export async function checkPhone(
  deps: ServiceDeskDeps,
  { params: { collectionId }, body: { lastFourDigits } }: ParsedInput<"checkPhone">,
  call: Call,
): Promise<RouteAnswer<"checkPhone"> | Refusal> {
  const { db, clock, rateLimits } = deps;
  const own = await findPhone(deps, collectionId, call);
  if (isRefusal(own)) return own;
  // Limits guesses of the last four digits per member of staff and account; a few tries allow for mishearing.
  const retryAfterS = await rateLimits.spend(
    budgets.phoneCheck,
    `${staffOf(call)}:${own.accountId}`,
  );
  if (retryAfterS !== null)
    return refuse("phone-checks-used-up", {
      tries: budgets.phoneCheck.hits,
      hours: Math.ceil(retryAfterS / 3600),
    });
  const fits = own.phone.endsWith(lastFourDigits);
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, auditActor(call), "phone-checked", `collection:${collectionId}`, {
      fits,
    }),
  );
  return { fits };
}

/** Returns the full number. The view is recorded in the audit log before the number is displayed. */
export async function showPhone(
  deps: ServiceDeskDeps,
  { params: { collectionId }, body: { why } }: ParsedInput<"showPhone">,
  call: Call,
): Promise<RouteAnswer<"showPhone"> | Refusal> {
  const { db, clock } = deps;
  const own = await findPhone(deps, collectionId, call);
  if (isRefusal(own)) return own;
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, auditActor(call), "look-at-phone", `collection:${collectionId}`, {
      why,
    }),
  );
  return { phone: own.phone };
}

async function findPhone(
  { db, sealer }: ServiceDeskDeps,
  collectionId: string,
  call: Call,
): Promise<
  { readonly accountId: string; readonly phone: string } | Refusal<"not-found" | "no-phone-stored">
> {
  const [account] = await db
    .select({ id: accounts.id, phone: accounts.phone })
    .from(collections)
    .innerJoin(accounts, eq(accounts.id, collections.accountId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(eq(collections.id, collectionId), isProjectVisibleTo(call)));
  if (!account) return refuse("not-found", {});
  if (account.phone === null) return refuse("no-phone-stored", {});
  const phone = sealer.open(account.phone, { column: "accounts.phone", rowId: account.id });
  return { accountId: account.id, phone };
}
