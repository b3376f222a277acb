/** The pages that the console lists, each with a demo user who may open it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../product/start-product.ts";

export interface ListedPage {
  /** Path of the page; empty for the sign-in. */
  readonly path: string;
  /** Demo user of the first role that may open it. null if nobody is signed in. */
  readonly who: string | null;
}

const source = readFileSync(join(root, "apps", "console", "src", "app", "pages.ts"), "utf8");

/** The first person of roles that several people of the demo have. */
const firstOf: Readonly<Record<string, string>> = { reviewer: "reviewer-1", finance: "finance-1" };

/** User for pages of many roles, which the list does not enumerate. */
const anyOf = "school-admin";

const listed: readonly ListedPage[] = source.split(/^ {2}\{$/m).flatMap((row) => {
  const path = row.match(/^ {4}path: "([^"]+)"/m)?.[1];
  const role = row.match(/^ {4}roles: \[\s*"([a-z-]+)"/m)?.[1] ?? anyOf;
  return path === undefined ? [] : [{ path, who: firstOf[role] ?? role }];
});

export const pagesOfTheConsole: readonly ListedPage[] = [{ path: "", who: null }, ...listed];
