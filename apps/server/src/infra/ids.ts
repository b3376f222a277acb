/** Where new ids come from, as an argument: tests can foresee them. */
import { randomUUID } from "node:crypto";

/** A UUID that was never given before. */
export type Ids = () => string;

export const systemIds: Ids = () => randomUUID();
