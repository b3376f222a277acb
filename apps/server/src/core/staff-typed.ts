/** Staff as people type them into a filter: a user name or its beginning, or what a list shows, pasted whole. */
import { type SQL, sql } from "drizzle-orm";
import { staff } from "../infra/db/schema/index.ts";

/** A name may have a dot of its own; names are sealed, so that the user name alone is looked for. */
const usernameIn = (text: string): string =>
  text
    .slice(text.lastIndexOf("·") + 1)
    .trim()
    .toLowerCase();

/** Of a beginning: fewer would be half of the staff. */
const leastLetters = 3;

/** The ids as a query: of a whole user name that person's alone. */
export function staffTyped(text: string): SQL {
  const typed = usernameIn(text);
  if (typed === "") return sql`select ${staff.id} from ${staff} where false`;
  if (typed.length < leastLetters) return sql`select ${staff.id} from ${staff} where ${staff.username} = ${typed}`;
  return sql`select ${staff.id} from ${staff} where ${staff.username} = ${typed} or (starts_with(${staff.username}, ${typed})
    and not exists (select 1 from ${staff} as whole where whole.username = ${typed}))`;
}
