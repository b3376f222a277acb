/** Whoever issues collection codes and opens them for us: what we may ask, and every way it may refuse. */

/** What a code says before its owner is proven: nothing that names the student. */
export interface OpenedCode {
  /** The same for every text that stands for the same code. */
  readonly codeId: string;
  readonly schoolCode: string;
  /** A code of the education categories, or one we do not know. */
  readonly category: string;
  readonly graduationYear: number;
  readonly expiresAt: Date;
  /** Keyed hash of the last four, for `matchesLastFour`. */
  readonly lastFourHash: string;
}

export interface CodeStudent {
  readonly codeId: string;
  readonly schoolCode: string;
  readonly name: string;
  readonly department: string;
  readonly major: string;
  readonly class: string;
  readonly level: string;
  readonly studentNumber: string;
}

/** The issuer's word on the code. */
export type CodeFault =
  | "not-a-code"
  | "other-issuer"
  | "forged"
  | "expired"
  | "unknown-student"
  | "last-four-wrong"
  | "already-collected";

/** No word on the code: unreachable or too slow, busy, does not take our key or our request, or answers nonsense. */
export type IssuerFault = "unreachable" | "busy" | "unauthorized" | "request-refused" | "answer-unreadable";

export type IssuerRefusal = { readonly fault: CodeFault | IssuerFault };

export interface CollectionCodeIssuer {
  decode(text: string): Promise<OpenedCode | IssuerRefusal>;
  verify(text: string, lastFour: string): Promise<CodeStudent | IssuerRefusal>;
  /** In constant time, without asking the issuer. `lastFour`: four capitals or digits. */
  matchesLastFour(code: Pick<OpenedCode, "codeId" | "lastFourHash">, lastFour: string): boolean;
}
