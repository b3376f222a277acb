/** Id generator as a dependency, so that tests can predict ids. */
import { randomUUID } from "node:crypto";

/** Returns a new UUID. */
export type Ids = () => string;

export const systemIds: Ids = () => randomUUID();
