/** The pages that the console lists, and at whose desk each is looked at. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../product/start-product.ts";

export interface ListedPage {
  /** Empty: where one signs in. */
  readonly path: string;
  /** The demo's user whose role is the first that may open it; null: nobody signed in. */
  readonly who: string | null;
}

const source = readFileSync(join(root, "apps", "console", "src", "app", "pages.ts"), "utf8");

/** Of roles that the demo has more than one person of. */
const firstOf: Readonly<Record<string, string>> = { reviewer: "reviewer-1", finance: "finance-1" };

/** Pages whose roles are not written out are for many; a school's administrator is one of them. */
const anyOf = "school-admin";

const listed: readonly ListedPage[] = source.split(/^ {2}\{$/m).flatMap((row) => {
  const path = row.match(/^ {4}path: "([^"]+)"/m)?.[1];
  const role = row.match(/^ {4}roles: \["([a-z-]+)"/m)?.[1] ?? anyOf;
  return path === undefined ? [] : [{ path, who: firstOf[role] ?? role }];
});

export const pagesOfTheConsole: readonly ListedPage[] = [{ path: "", who: null }, ...listed];
