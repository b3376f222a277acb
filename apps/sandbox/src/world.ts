/** What every stand-in is given: its books, the time, randomness and the way to wait and to call back. */
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
  /** The given clock plus what `POST /control/clock` moved it by. */
  readonly now: () => Date;
  /** The given clock alone: both sides sign with the time of their machines, whatever day the books have moved to. */
  readonly machineNow: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly wait: (ms: number) => Promise<void>;
  /** Calls the product back; undefined when nobody answered. */
  readonly callBack: (callback: Callback) => Promise<CallbackAnswer | undefined>;
  /** The delivery of notifications in work: the next one waits for it. */
  readonly delivery: { last: Promise<unknown> };
  /** Writes the books to their file, where there is one. */
  readonly save: () => void;
}

/** An unguessable name of `2 * size` hexadecimal digits. */
export const newId = (world: Pick<World, "randomBytes">, size = 16): string => world.randomBytes(size).toString("hex");
