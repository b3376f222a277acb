/** Compares the audit log with every exported head, which reveals tampering that the database alone cannot reveal. */
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { type AuditHead, type NamedHead, readHead } from "./audit-heads.ts";
import type { AuditKeys } from "./audit-keys.ts";
import type { AuditVerdict, OnVerifiedRow } from "./verify-audit.ts";

export type HeadFault =
  /** Row `seq` differs from the row that `head` recorded. Rows up to `fits` are unchanged. */
  | {
      readonly fault: "rewritten";
      readonly seq: number;
      readonly fits: number;
      readonly head: AuditHead;
    }
  /**
   * The log ends at `seq` but had more rows at the time of `head`: it was truncated or replaced by an older database.
   */
  | { readonly fault: "cut-off"; readonly seq: number; readonly head: AuditHead };

export interface HeadComparison {
  readonly heads: number;
  readonly seen: OnVerifiedRow;
  /** Returns the first difference, or null when all heads match. Call it after the walk. */
  verdict(walked: AuditVerdict): Promise<HeadFault | null>;
}

export interface StoredHeads {
  readonly keys: AuditKeys;
  readonly objects: Pick<ObjectStore, "get">;
  readonly named: readonly NamedHead[];
  /** Heads stored elsewhere as log lines, parsed and verified. */
  readonly lines: readonly AuditHead[];
}

interface Claim {
  readonly seq: number;
  readonly hashStart: string;
  /**
   * Returns the verified head; null if it is missing or its signature is invalid. Any writer to the store can choose
   * an object's name.
   */
  readonly read: () => Promise<AuditHead | null>;
}

export function compareHeads({ keys, objects, named, lines }: StoredHeads): HeadComparison {
  const claims = new Map<number, Claim[]>();
  const add = (claim: Claim): void =>
    void claims.set(claim.seq, [...(claims.get(claim.seq) ?? []), claim]);
  for (const { key, seq, hashStart } of named)
    add({ seq, hashStart, read: () => readNamed(key, seq) });
  for (const head of lines)
    add({ seq: head.seq, hashStart: head.hash.slice(0, 32), read: async () => head });

  async function readNamed(key: string, seq: number): Promise<AuditHead | null> {
    const bytes = await objects.get(key);
    const head = bytes && readHead(keys, Buffer.from(bytes).toString());
    return head?.seq === seq ? head : null;
  }

  const differing: { readonly claim: Claim; readonly fits: number }[] = [];
  let fits = 0;
  let last = 0;
  const seen: OnVerifiedRow = ({ seq, hash }) => {
    last = seq;
    for (const claim of claims.get(seq) ?? []) {
      if (hash.startsWith(claim.hashStart)) fits = seq;
      else differing.push({ claim, fits });
    }
  };
  return {
    heads: named.length + lines.length,
    seen,
    verdict: async (walked) => {
      for (const { claim, fits: upTo } of differing) {
        const head = await claim.read();
        if (head) return { fault: "rewritten", seq: claim.seq, fits: upTo, head };
      }
      if (!walked.intact) return null;
      const beyond = [...claims.values()].flat().filter(({ seq }) => seq > last);
      for (const claim of beyond.sort((one, other) => other.seq - one.seq)) {
        const head = await claim.read();
        if (head) return { fault: "cut-off", seq: last, head };
      }
      return null;
    },
  };
}
