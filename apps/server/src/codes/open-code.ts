/** Opens a collection code with its issuer, without proof of ownership. */
import { and, eq, lt, notExists } from "drizzle-orm";
import type { Refusal } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type {
  CollectionCodeIssuer,
  OpenedCode,
} from "../infra/collection-code-issuer/collection-code-issuer.ts";
import type { Database } from "../infra/db/database.ts";
import { codeReadings, persons } from "../infra/db/schema/index.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";
import { issuerRefusal } from "./issuer-refusal.ts";

/** Dependencies of reading and proving collection codes. */
export interface CodeDeps
  extends Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer" | "searchHash" | "rateLimits"> {
  readonly issuer: CollectionCodeIssuer;
}

const dayMs = 86_400_000;

/** Deletes scanned codes that were never confirmed with the last four characters of the ID number. */
export async function deleteOldCodes(db: Database, now: Date): Promise<void> {
  // A proven reading is deleted with its person when retention ends.
  const proven = db.select({ id: persons.id }).from(persons).where(eq(persons.id, codeReadings.id));
  const previousDay = new Date(now.getTime() - dayMs);
  await db
    .delete(codeReadings)
    .where(and(lt(codeReadings.expiresAt, previousDay), notExists(proven)));
}

export interface CodeInHand {
  readonly code: OpenedCode;
  readonly codeHash: SearchHash;
}

export async function openCode(
  { issuer, clock, searchHash }: Pick<CodeDeps, "issuer" | "clock" | "searchHash">,
  text: string,
): Promise<CodeInHand | Refusal> {
  const code = await issuer.decode(text);
  if ("fault" in code) return issuerRefusal(code);
  if (code.expiresAt <= clock()) return issuerRefusal({ fault: "expired" });
  // The hash is of the code's id instead of its text, so that another spelling gets no additional tries.
  return { code, codeHash: searchHash("collection-code", code.codeId) };
}
