/** Header names that client and server share, and the version of this contract. */

/** Incremented with every addition. Nothing is ever removed, so the server can answer every older version. */
export const contractVersion = 1;

/** Clients send the version that they were built with; the server answers with its own. */
export const contractVersionHeader = "gradphoto-contract";

export const idempotencyKeyHeader = "idempotency-key";

export const requestIdHeader = "x-request-id";

/** Marks requests that a page sends on its own while no user is active: they do not extend the session. */
export const untouchedHeader = "gradphoto-untouched";
