/** What of a student's is lost or damaged in the object store is said to be, and takes nothing else along. */
import type { Warn } from "../infra/each-by-itself.ts";
import { PlainObjectError } from "../infra/object-store/encrypted.ts";
import { ObjectChangedError } from "../infra/object-store/object-store.ts";
import { ObjectGoneError } from "../infra/object-store/read-checked.ts";

export interface Lost {
  readonly lost: "missing" | "damaged";
}

/** Everything else is thrown: a store that does not answer now has it still. */
export async function orLost<Value>(warn: Warn, read: () => Promise<Value>): Promise<Value | Lost> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ObjectGoneError) return tell(warn, "missing");
    if (error instanceof ObjectChangedError || error instanceof PlainObjectError) return tell(warn, "damaged");
    throw error;
  }
}

function tell(warn: Warn, lost: Lost["lost"]): Lost {
  warn({ lost }, "what a student takes along is not in the object store as it was put there");
  return { lost };
}
