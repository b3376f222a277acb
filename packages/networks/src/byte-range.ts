/** A stretch of a file. */

/** Bytes start (included) to end (excluded). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
