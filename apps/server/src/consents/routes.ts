/** Operator, scope of the fee, and giving and withdrawing consents. */
import {
  type AuditAction,
  allConsentPurposes,
  type ConsentPurpose,
  consents as consentTable,
  feeCovers,
  refundRules,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { accountOf, type Call, handlersOf, isRefusal, refuse, studentActor } from "../core/call.ts";
import { findOwnCollection } from "../core/collection/own-collection.ts";
import { presentConsent, readConsents, recipientOf } from "../core/collection/read-consents.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { consents } from "../infra/db/schema/index.ts";

type Operator = RouteAnswer<"readOperator">;

export interface ConsentDeps extends Pick<ServiceDeps, "db" | "clock" | "ids"> {
  /** Controller of the personal data. */
  readonly operator: Operator;
  /** Deletes all photos of the account, because they depict its owner's face. */
  readonly deletePhotos: (
    accountId: string,
  ) => Promise<NonNullable<RouteAnswer<"withdrawConsent">["deletion"]>>;
  /** Deletes identity evidence that the account provided for the school, and returns the number of pictures. */
  readonly dropEvidence: (
    tx: Transaction,
    accountId: string,
    schoolCode: string,
  ) => Promise<number>;
}

export const consentHandlers = (deps: ConsentDeps) =>
  handlersOf({
    readOperator: async () => deps.operator,
    readServiceContent: async ({ params }, call) => {
      const own = await findOwnCollection(deps.db, accountOf(call), params.collectionId);
      if (!own) return refuse("not-found", {});
      const { collection, project } = own;
      return {
        feeFen: collection.feeFen,
        covers: [...feeCovers],
        refundRule: refundRules[project.refundRule],
        retainUntil: collection.retainUntil.toISOString(),
        consents: (await present(deps.db, accountOf(call), project.schoolCode)).filter(
          (one) => one.requiredForPhoto,
        ),
      };
    },
    giveConsents: async ({ params, body }, call) => {
      if (body.consents.some(({ purpose, version }) => version !== consentTable[purpose].version))
        return refuse("consent-outdated", {});
      const purposes = [...new Set(body.consents.map(({ purpose }) => purpose))];
      return change(deps, params.collectionId, call, async (tx, accountId, schoolCode) => {
        const rows = purposes.map((purpose) => ({
          id: deps.ids(),
          accountId,
          purpose,
          version: consentTable[purpose].version,
          recipient: recipientOf(purpose, schoolCode),
          grantedAt: deps.clock(),
        }));
        const inserted = await tx.insert(consents).values(rows).onConflictDoNothing().returning();
        return inserted.map(({ purpose }) => ({ action: "give-consent", purpose, more: {} }));
      });
    },
    withdrawConsent: async ({ params, body: { purpose } }, call) => {
      const changed = await change(
        deps,
        params.collectionId,
        call,
        async (tx, accountId, schoolCode) => {
          const withdrawn = await tx
            .update(consents)
            .set({ withdrawnAt: deps.clock() })
            .where(
              and(
                eq(consents.accountId, accountId),
                eq(consents.purpose, purpose),
                eq(consents.recipient, recipientOf(purpose, schoolCode)),
                isNull(consents.withdrawnAt),
              ),
            )
            .returning();
          const deleted =
            purpose === "evidence" ? await deps.dropEvidence(tx, accountId, schoolCode) : 0;
          // Also records the deletion of evidence that existed without a consent.
          if (withdrawn.length === 0 && deleted === 0) return [];
          return [{ action: "withdraw-consent", purpose, more: deleted > 0 ? { deleted } : {} }];
        },
      );
      if (isRefusal(changed)) return changed;
      // A retry after a failure deletes the remaining photos.
      return {
        ...changed,
        deletion: purpose === "face" ? await deps.deletePhotos(accountOf(call)) : null,
      };
    },
  });

type Work = (tx: Transaction, accountId: string, schoolCode: string) => Promise<readonly Changed[]>;

interface Changed {
  readonly action: AuditAction;
  readonly purpose: ConsentPurpose;
  /** Additional details of the audit entry. */
  readonly more: Readonly<Record<string, number>>;
}

/** Changes consents. A repeated change has no effect and adds no audit row. */
async function change(
  { db, clock }: Pick<ConsentDeps, "db" | "clock">,
  collectionId: string,
  call: Call,
  work: Work,
) {
  const accountId = accountOf(call);
  const own = await findOwnCollection(db, accountId, collectionId);
  if (!own) return refuse("not-found", {});
  const { schoolCode } = own.project;
  await inTransaction(db, async (tx) => {
    for (const { action, purpose, more } of await work(tx, accountId, schoolCode)) {
      await appendAudit(tx, clock, studentActor(accountId), action, `account:${accountId}`, {
        purpose,
        recipient: recipientOf(purpose, schoolCode),
        ...more,
      });
    }
  });
  return { consents: await present(db, accountId, schoolCode) };
}

async function present(db: Database, accountId: string, schoolCode: string) {
  const granted = await readConsents(db, accountId, schoolCode);
  return allConsentPurposes.map((purpose) => presentConsent(purpose, granted.get(purpose)));
}
