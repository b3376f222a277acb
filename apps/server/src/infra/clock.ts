/** Clock as a dependency, so that tests can set the time. */
import { randomUUID } from "node:crypto";

/** Function that returns a new UUID. */
export type Ids = () => string;

export const systemIds: Ids = () => randomUUID();

export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
