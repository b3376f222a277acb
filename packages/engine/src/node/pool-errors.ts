/** Errors of a pool that did not finish a photo. */

/** Error when too many photos are waiting: try again later. */
export class PoolBusyError extends Error {
  override readonly name = "PoolBusyError";

  constructor(maxWaiting: number) {
    super(`All workers are busy and ${maxWaiting} photos wait already; try again later.`);
  }
}

/** Error for a photo that took longer than the limit. Its worker was ended and replaced. */
export class PhotoTimeoutError extends Error {
  override readonly name = "PhotoTimeoutError";

  constructor(timeoutMs: number) {
    super(
      `The photo took longer than ${timeoutMs} ms and was cancelled; the next one is not affected.`,
    );
  }
}

/** Error when the pool was closed before the photo was finished. */
export class PoolClosedError extends Error {
  override readonly name = "PoolClosedError";

  constructor() {
    super("The pool is closed; create a new one.");
  }
}

/**
 * Error for a photo that took too long, broke its process or filled its memory, by its own fault or because the machine
 * lacked memory.
 */
export class TooCostlyError extends Error {
  override readonly name = "TooCostlyError";

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
