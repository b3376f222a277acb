/** Moves between the app's pages and reads their parameters, the same way in WeChat and on the web. */
import {
  type StudentPage,
  type StudentPageArgs,
  type StudentPageParam,
  studentPageFile,
  studentPageLink,
  studentPageOnceAt,
  studentPagePath,
} from "@gradphoto/domain";
import Taro, { useDidHide, useDidShow, usePageNotFound, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { noteTurn, type Turn, usePageDrawn } from "./web/page-loading.ts";
import { backFromSheets } from "./web/sheet-history.ts";

/** From the root of this app. */
export const pathOf = <Page extends StudentPage>(page: Page, ...params: StudentPageArgs<Page>): string =>
  `/${studentPagePath(page, ...params)}`;

/** From the root of the web page: for links whose holder may do something. */
export const linkOf = <Page extends StudentPage>(page: Page, ...params: StudentPageArgs<Page>): string =>
  `/${studentPageLink(page, ...params)}`;

/** From the page itself, not from what lies over it. */
function turn(kind: Turn, go: () => unknown): void {
  const act = (): void => {
    noteTurn(kind);
    void go();
  };
  const back = process.env.TARO_ENV === "h5" ? backFromSheets() : null;
  if (back) void back.then(act);
  else act();
}

/** Opens a page above the present one. */
export const openPage = <Page extends StudentPage>(page: Page, ...params: StudentPageArgs<Page>): void =>
  turn("push", () => Taro.navigateTo({ url: pathOf(page, ...params) }));

/** Puts a page in place of the present one. */
export const replacePage = <Page extends StudentPage>(page: Page, ...params: StudentPageArgs<Page>): void =>
  turn("replace", () => Taro.redirectTo({ url: pathOf(page, ...params) }));

/** Opens a page with nothing behind it. */
export const restartAt = <Page extends StudentPage>(page: Page, ...params: StudentPageArgs<Page>): void =>
  turn("replace", () => Taro.reLaunch({ url: pathOf(page, ...params) }));

/** To the page before; to the start where there is none. */
export const goBack = (): void => {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else restartAt("start");
};

/** What the address of this page carries, by name; an absent one is empty. */
export function usePageParams<Page extends StudentPage>(): (name: StudentPageParam<Page>) => string {
  const { params } = useRouter();
  // Of the moment the page came: another one that lies above it has an address of its own.
  const [behind] = useState(() => (process.env.TARO_ENV === "h5" ? new URLSearchParams(location.hash.slice(1)) : null));
  return (name) => behind?.get(name) ?? decode(params[name] ?? "");
}

// WeChat hands parameters over as they stand in the address.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address that was sent before its page moved leads there, with what it carries; any other that is no page to the first one. */
export const usePageForUnknown = (): void =>
  usePageNotFound(({ path, query }) => {
    const moved = studentPageOnceAt(path.slice(path.lastIndexOf("pages/")));
    if (moved === null) return restartAt("start");
    const carried = Object.entries(query)
      .map(([name, value]) => `${name}=${encodeURIComponent(decode(String(value)))}`)
      .join("&");
    noteTurn("replace");
    void Taro.reLaunch({ url: `/${studentPageFile(moved)}?${carried}` });
  });

/** Called each time the page comes to the front. */
export const usePageShown = (visible: () => void): void => useDidShow(visible);

/** False while another page lies above it, or the app is not looked at. */
export function usePageInFront(): boolean {
  const [isInFront, setInFront] = useState(true);
  useDidShow(() => setInFront(true));
  useDidHide(() => setInFront(false));
  return isInFront;
}

/** Ends the turn that brought this page. */
export function useTurnEnd(): void {
  const { path } = useRouter();
  usePageDrawn(path.split("?")[0] ?? path);
}
