/**
 * Faults that an operator has to fix when an external system answers with a refusal, with the codes of the health page.
 */

/** `unauthorized`: it rejects our key. `request-refused`: it rejects our request. */
export type OurFault = "unauthorized" | "request-refused";

/** Maps an HTTP status from 400 to 499. */
export const ourFault = (status: number): OurFault =>
  status === 401 || status === 403 ? "unauthorized" : "request-refused";
