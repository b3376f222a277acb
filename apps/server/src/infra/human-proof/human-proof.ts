/** The port of what shows that no machine asks in bulk: a sum to be worked out, or a captcha in its place. */

/** What a client is asked; `kind` says how it is answered. */
export interface Challenge {
  readonly kind: "work";
  /** Goes back with the answer. */
  readonly token: string;
  /** SHA-256 of `token:answer` begins with so many zero bits. */
  readonly bits: number;
  readonly expiresAt: Date;
}

export interface HumanProof {
  /** `subject`: what the answer will be good for, and for nothing else. */
  ask(subject: string): Challenge;
  /** Once for each challenge. */
  take(proof: { readonly token: string; readonly answer: string }, subject: string): Promise<boolean>;
}
