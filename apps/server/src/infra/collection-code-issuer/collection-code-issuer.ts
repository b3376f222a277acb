/** Port of the issuer of collection codes, who decodes them for us: its operations and its possible refusals. */

/** Content of a code before its owner is proven: nothing that identifies the student. */
export interface OpenedCode {
  /** Id of the code, the same for every text that represents it. */
  readonly codeId: string;
  readonly schoolCode: string;
  /** A code of the education categories, or an unknown one. */
  readonly category: string;
  readonly graduationYear: number;
  readonly expiresAt: Date;
  /** Keyed hash of the last four characters, for `matchesLastFour`. */
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

/** Refusals by which the issuer rejects the code itself. */
export type CodeFault =
  | "not-a-code"
  | "other-issuer"
  | "forged"
  | "expired"
  | "unknown-student"
  | "last-four-wrong"
  | "already-collected";

/**
 * Failures that reveal nothing about the code: the issuer is unreachable, too slow or busy, rejects our key or our
 * request, or its answer is unreadable.
 */
export type IssuerFault =
  | "unreachable"
  | "busy"
  | "unauthorized"
  | "request-refused"
  | "answer-unreadable";

export type IssuerRefusal = { readonly fault: CodeFault | IssuerFault };

export interface CollectionCodeIssuer {
  decode(text: string): Promise<OpenedCode | IssuerRefusal>;
  verify(text: string, lastFour: string): Promise<CodeStudent | IssuerRefusal>;
  /**
   * Compares in constant time, without a request to the issuer. `lastFour` consists of four capital letters or digits.
   */
  matchesLastFour(code: Pick<OpenedCode, "codeId" | "lastFourHash">, lastFour: string): boolean;
}
