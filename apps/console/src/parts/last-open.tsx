/** Last day of a project in a list; on a narrow screen the time is on a second line. */
import { lastOpen } from "../lib/amounts.ts";

export function LastOpen({ closesAt }: { readonly closesAt: string }) {
  return <span className="console-last-open">{lastOpen(closesAt)}</span>;
}
