/** Periodic work, run by every worker process. */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /** Safe in several processes at once; answers how many rows it handled. */
  readonly run: () => Promise<number>;
}
