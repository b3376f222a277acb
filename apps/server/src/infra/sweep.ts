/** Work that comes back by itself: what is due is looked for again and again. */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /** Safe in several processes at once; answers how many rows it handled. */
  readonly run: () => Promise<number>;
}
