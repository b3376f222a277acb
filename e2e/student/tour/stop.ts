/** Where a tour halts: called when a page, or a new face of one, stands still on the screen. */
export type Stop = (name: string) => Promise<void>;
