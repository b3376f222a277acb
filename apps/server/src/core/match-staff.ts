/** Finds staff by what people type into a filter: a user name, its prefix, or the complete label pasted from a list. */
import { type SQL, sql } from "drizzle-orm";
import { staff } from "../infra/db/schema/index.ts";

/** Extracts the user name. A name may contain a dot itself, and names are sealed, so only the user name is matched. */
const usernameIn = (text: string): string =>
  text
    .slice(text.lastIndexOf("·") + 1)
    .trim()
    .toLowerCase();

/** Minimum length of a prefix. A shorter one would match half of the staff. */
const minLetters = 3;

/** Selects the ids of the matching staff. A complete user name matches only that person. */
export function matchStaff(text: string): SQL {
  const typed = usernameIn(text);
  if (typed === "") return sql`select ${staff.id} from ${staff} where false`;
  if (typed.length < minLetters)
    return sql`select ${staff.id} from ${staff} where ${staff.username} = ${typed}`;
  return sql`select ${staff.id} from ${staff} where ${staff.username} = ${typed} or (starts_with(${staff.username}, ${typed})
    and not exists (select 1 from ${staff} as whole where whole.username = ${typed}))`;
}
