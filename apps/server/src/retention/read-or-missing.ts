/** Marks a student's data as lost when its object is missing or damaged, without failing the rest. */
import type { Database } from "../infra/db/database.ts";
import type { Warn } from "../infra/each-by-itself.ts";
import { type Loss, lossOf } from "../infra/object-store/read-checked.ts";
import { isNamed } from "../infra/object-store/references.ts";

export interface Lost {
  readonly lost: Loss;
}

/**
 * Rethrows all other errors: an unavailable store still has the object. `key`: of the object. null: it was deleted or
 * replaced since its row was read.
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
