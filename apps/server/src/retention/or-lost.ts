/** What of a student's is lost or damaged in the object store is said to be, and takes nothing else along. */
import type { Database } from "../infra/db/database.ts";
import type { Warn } from "../infra/each-by-itself.ts";
import { type Loss, lossOf } from "../infra/object-store/read-checked.ts";
import { isNamed } from "../infra/object-store/references.ts";

export interface Lost {
  readonly lost: Loss;
}

/**
 * Everything else is thrown: a store that does not answer now has it still. `key`: of the object. null: it was deleted,
 * or another took its place, since its row was read.
 */
export async function orLost<Value>(
  { db, warn }: { readonly db: Database; readonly warn: Warn },
  key: string | null,
  read: () => Promise<Value>,
): Promise<Value | Lost | null> {
  try {
    return await read();
  } catch (error) {
    const lost = lossOf(error);
    if (lost === null) throw error;
    if (key !== null && !(await isNamed(db, key))) return null;
    warn({ lost }, "what a student takes along is not in the object store as it was put there");
    return { lost };
  }
}
