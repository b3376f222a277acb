/** Dependencies of every stand-in: its books, the time, randomness, waiting and callbacks. */
import type { Books } from "./books.ts";
import type { Settings } from "./settings.ts";

export interface Callback {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface CallbackAnswer {
  readonly status: number;
  readonly text: string;
}

export interface World {
  readonly books: Books;
  readonly settings: Settings;
  /** The injected clock plus the offset from `POST /control/clock`, or the time in the call's header x-sandbox-time. */
  readonly now: () => Date;
  /**
   * The injected clock without the offset. Both sides sign with the time of their machines, whatever date the books
   * have.
   */
  readonly machineNow: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly wait: (ms: number) => Promise<void>;
  /** Sends a callback to the product; undefined when it did not answer. */
  readonly callBack: (callback: Callback) => Promise<CallbackAnswer | undefined>;
  /** The delivery of notifications in progress. The next delivery waits for it. */
  readonly delivery: { last: Promise<unknown> };
  /** Writes the books to their file, if one is configured. */
  readonly save: () => void;
}

/** An unguessable id of `2 * size` hexadecimal digits. */
export const newId = (world: Pick<World, "randomBytes">, size = 16): string =>
  world.randomBytes(size).toString("hex");
