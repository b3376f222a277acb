/** The pages of the student's app and what their addresses carry: links are made and opened by this table alone. */
import { isKeyOf, keysOf } from "./is-key-of.ts";

type Presence = "required" | "optional";

const pages = {
  /** `scene`: of the mini-program code that was scanned, or of the link that says the same. */
  start: { scene: "optional" },
  "sign-in": { back: "optional", code: "optional", state: "optional" },
  eligibility: {},
  code: { schoolCode: "optional", category: "optional", collectionId: "optional" },
  "code-guide": {},
  verify: {
    readingId: "required",
    schoolCode: "required",
    category: "required",
    attemptsLeft: "optional",
    collectionId: "optional",
  },
  eligible: { readingId: "required", schoolCode: "required", category: "required", collectionId: "optional" },
  collection: { collectionId: "required" },
  service: { collectionId: "required", back: "optional" },
  /** `answered`: the payer has said yes, and the money is under way. */
  payment: { collectionId: "required", codeText: "optional", answered: "optional" },
  rules: { collectionId: "required" },
  capture: { collectionId: "required" },
  preview: { collectionId: "required" },
  standard: { collectionId: "required", attemptId: "optional" },
  submit: { collectionId: "required", attemptId: "required" },
  review: { collectionId: "required" },
  rejected: { collectionId: "required" },
  identity: { collectionId: "required" },
  completed: { collectionId: "required" },
  "helper-link": { collectionId: "required" },
  helper: { link: "required" },
  /** The shooting link and the queue of an on-site day. */
  site: { link: "required" },
  queue: { link: "required" },
  "my-data": {},
  contact: { collectionId: "optional" },
  settings: {},
  terms: {},
  /** A photo checked by this device alone, without signing in: of the web page, not of the mini-program. */
  try: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, Presence>>>>;

type Pages = typeof pages;
export type StudentPage = keyof Pages;
export type StudentPageParam<Page extends StudentPage> = keyof Pages[Page] & string;

type NamesOf<Page extends StudentPage, Wanted extends Presence> = {
  [Name in keyof Pages[Page]]: Pages[Page][Name] extends Wanted ? Name : never;
}[keyof Pages[Page]];

/** Values as they are: they are encoded here. */
export type StudentPageParams<Page extends StudentPage> = { readonly [Name in NamesOf<Page, "required">]: string } & {
  readonly [Name in NamesOf<Page, "optional">]?: string | undefined;
};

/** What is said after the page: nothing where its address carries nothing that it needs. */
export type StudentPageArgs<Page extends StudentPage> =
  NamesOf<Page, "required"> extends never ? [params?: StudentPageParams<Page>] : [params: StudentPageParams<Page>];

const isStudentPage = isKeyOf(pages);

export const allStudentPages: readonly StudentPage[] = keysOf<StudentPage>(pages);

/** What the mini-program loads before anything else; the other pages come in a package of their own behind them. */
const entryPages: readonly StudentPage[] = ["start", "sign-in"];

/** Without what it carries, as the builds know it. */
export const studentPageFile = (page: StudentPage): string =>
  `${entryPages.includes(page) ? "entry" : "pages"}/${page}/index`;

/** The page that an address once sent leads to: all of them stood under `pages/`. null: it never was one. */
export function studentPageOnceAt(path: string): StudentPage | null {
  const [, name = ""] = /^\/?pages\/([a-z-]+)\/index$/.exec(path) ?? [];
  return isStudentPage(name) ? name : null;
}

/** From the root of the app, without a slash before it, as WeChat takes it: `pages/collection/index?collectionId=…`. */
export const studentPagePath = <Page extends StudentPage>(page: Page, ...[params]: StudentPageArgs<Page>): string =>
  joined(page, "?", params);

/**
 * The same for a browser, with what it carries behind the `#`: that is sent to no server and stands in no log. For links whose
 * holder may do something.
 */
export const studentPageLink = <Page extends StudentPage>(page: Page, ...[params]: StudentPageArgs<Page>): string =>
  joined(page, "#", params);

function joined(
  page: StudentPage,
  separator: "?" | "#",
  params: Readonly<Record<string, string | undefined>> = {},
): string {
  const carried = Object.entries(params)
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  return `${studentPageFile(page)}${carried === "" ? "" : `${separator}${carried}`}`;
}
