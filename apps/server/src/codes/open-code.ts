/** Opens a collection code with its issuer, without proof of ownership. */
import type { Refusal } from "../core/call.ts";
import type { OpenedCode } from "../infra/collection-code-issuer/collection-code-issuer.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";
import type { CodeDeps } from "./deps.ts";
import { issuerRefusal } from "./issuer-refusal.ts";

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
  // Hashes the code's id instead of its text, so that another spelling gets no additional tries.
  return { code, codeHash: searchHash("collection-code", code.codeId) };
}
