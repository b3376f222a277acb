/** The last day of a project, in a list: at a narrow desk the time stands below it where there is one. */
import { lastOpen } from "../lib/amounts.ts";

export function LastOpen({ closesAt }: { readonly closesAt: string }) {
  return <span className="console-last-open">{lastOpen(closesAt)}</span>;
}
