/** Names of the headers both sides agree on, and the version of this contract. */

/** Grows by one with every addition; nothing is ever removed, so the server answers every older version. */
export const contractVersion = 1;

/** Clients send the version they were built with, the server answers with its own. */
export const contractVersionHeader = "gradphoto-contract";

export const idempotencyKeyHeader = "idempotency-key";

export const requestIdHeader = "x-request-id";

/** Sent with what a page asks by itself while nobody is at it: that keeps no session alive. */
export const untouchedHeader = "gradphoto-untouched";
