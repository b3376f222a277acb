/** Search for schools by what staff type: the code, or a part of name, alias or pinyin. */
import { type SQL, sql } from "drizzle-orm";
import { schools } from "../../infra/db/schema/index.ts";

/** Condition on `schools`. A sequential scan is fine: China has about three thousand. */
export function isSchoolNamed(text: string): SQL {
  const small = text.toLowerCase();
  const plain = small.replaceAll(" ", "");
  const holds = (column: SQL, part: string) => sql`position(${part} in ${column}) > 0`;
  return sql`(${schools.code} = ${text} or ${holds(sql`lower(${schools.name})`, small)}
    or ${holds(sql`lower(array_to_string(${schools.aliases}, ' '))`, small)}
    or ${holds(sql`replace(${schools.pinyin}, ' ', '')`, plain)} or ${holds(sql`${schools.pinyinInitials}`, plain)})`;
}
