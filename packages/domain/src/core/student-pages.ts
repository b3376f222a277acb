/** Pages of the student's app and their parameters: all links are built and opened with this table. */
import { keysOf } from "./is-key-of.ts";

type Presence = "required" | "optional";

const pages = {
  /** `scene`: from the scanned mini-program code, or from the equivalent link. */
  start: { scene: "optional" },
  "sign-in": { back: "optional", code: "optional", state: "optional" },
  eligibility: {},
  code: { schoolCode: "optional", category: "optional", collectionId: "optional" },
  "code-guide": {},
  verify: {
    readingId: "required",
    schoolCode: "required",
    category: "required",
    collectionId: "optional",
  },
  eligible: {
    readingId: "required",
    schoolCode: "required",
    category: "required",
    collectionId: "optional",
  },
  collection: { collectionId: "required" },
  service: { collectionId: "required", back: "optional" },
  /** `answered`: the payer has confirmed, and the payment is still in progress. */
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
  /** `link`: the shooting link of an on-site day, or the link of its queue. */
  site: { link: "required" },
  queue: { link: "required" },
  "my-data": {},
  contact: { collectionId: "optional" },
  settings: {},
  terms: {},
  /** A photo checked on the device only, without signing in: exists on the web, not in the mini-program. */
  try: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, Presence>>>>;

type Pages = typeof pages;
export type StudentPage = keyof Pages;
export type StudentPageParam<Page extends StudentPage> = keyof Pages[Page] & string;

type NamesOf<Page extends StudentPage, Wanted extends Presence> = {
  [Name in keyof Pages[Page]]: Pages[Page][Name] extends Wanted ? Name : never;
}[keyof Pages[Page]];

/** Unencoded values: the functions of this file encode them. */
export type StudentPageParams<Page extends StudentPage> = {
  readonly [Name in NamesOf<Page, "required">]: string;
} & {
  readonly [Name in NamesOf<Page, "optional">]?: string | undefined;
};

/** Arguments after the page name: optional if the page has no required parameter. */
export type StudentPageArgs<Page extends StudentPage> =
  NamesOf<Page, "required"> extends never
    ? [params?: StudentPageParams<Page>]
    : [params: StudentPageParams<Page>];

export const allStudentPages: readonly StudentPage[] = keysOf<StudentPage>(pages);

/** Main package of the mini-program, which loads first; the other pages are in a subpackage. */
const entryPages: readonly StudentPage[] = ["start", "sign-in"];

/** Page path without parameters, as the builds use it. */
export const studentPageFile = (page: StudentPage): string =>
  `${entryPages.includes(page) ? "entry" : "pages"}/${page}/index`;

/**
 * Path from the root of the app without a leading slash, as WeChat expects it: `pages/collection/index?collectionId=…`.
 */
export const studentPagePath = <Page extends StudentPage>(
  page: Page,
  ...[params]: StudentPageArgs<Page>
): string => joined(page, "?", params);

/**
 * Link for a browser, with parameters after the `#`, which browsers send to no server and no log contains. For links
 * that grant their holder a permission.
 */
export const studentPageLink = <Page extends StudentPage>(
  page: Page,
  ...[params]: StudentPageArgs<Page>
): string => joined(page, "#", params);

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
