/** What an operator has to mend where an outside system answers and refuses, in the words that the health page knows. */

/** `unauthorized`: it does not take our key. `request-refused`: it does not take what we ask. */
export type OurFault = "unauthorized" | "request-refused";

/** Of an HTTP status from 400 to 499. */
export const ourFault = (status: number): OurFault =>
  status === 401 || status === 403 ? "unauthorized" : "request-refused";
