/** Refusals for the list of the audit log. */
import { error } from "../core/error.ts";

export const auditErrors = {
  "audit-search-too-wide": error(
    422,
    "符合这些条件的记录要翻看很多年的日志，还没有找到。请选较短的日期，或把对象填得更具体，再查一次。",
    "No entry matches yet, and searching further means reading many years of the log. Please choose a shorter period or a more specific subject, and search again.",
  ),
} as const;
