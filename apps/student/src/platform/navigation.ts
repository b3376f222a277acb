/** Navigation between the app's pages and their parameters, the same in WeChat and on the web. */
import {
  type StudentPage,
  type StudentPageArgs,
  type StudentPageParam,
  studentPageLink,
  studentPagePath,
} from "@gradphoto/domain";
import Taro, { useDidHide, useDidShow, usePageNotFound, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { backFromSheets } from "./web/sheet-history.ts";
import { noteTurn, type Turn, usePageDrawn } from "./web/use-page-drawn.ts";

/** Path from the root of this app. */
export const pathOf = <Page extends StudentPage>(
  page: Page,
  ...params: StudentPageArgs<Page>
): string => `/${studentPagePath(page, ...params)}`;

/** Path from the root of the web page, for links that grant their holder an action. */
export const linkOf = <Page extends StudentPage>(
  page: Page,
  ...params: StudentPageArgs<Page>
): string => `/${studentPageLink(page, ...params)}`;

/** Closes overlays first, so that the navigation starts from the page itself. */
function turn(kind: Turn, go: () => unknown): void {
  const act = (): void => {
    noteTurn(kind);
    void go();
  };
  const back = process.env.TARO_ENV === "h5" ? backFromSheets() : null;
  if (back) void back.then(act);
  else act();
}

/** Opens a page on top of the current one. */
export const openPage = <Page extends StudentPage>(
  page: Page,
  ...params: StudentPageArgs<Page>
): void => turn("push", () => Taro.navigateTo({ url: pathOf(page, ...params) }));

/** Replaces the current page. */
export const replacePage = <Page extends StudentPage>(
  page: Page,
  ...params: StudentPageArgs<Page>
): void => turn("replace", () => Taro.redirectTo({ url: pathOf(page, ...params) }));

/** Opens a page and clears the history. */
export const restartAt = <Page extends StudentPage>(
  page: Page,
  ...params: StudentPageArgs<Page>
): void => turn("replace", () => Taro.reLaunch({ url: pathOf(page, ...params) }));

/** To the previous page; to the start where there is none. */
export const goBack = (): void => {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else restartAt("start");
};

/** Parameters of this page by name; an absent one is empty. */
export function usePageParams<Page extends StudentPage>(): (
  name: StudentPageParam<Page>,
) => string {
  const { params } = useRouter();
  // Read when the page opens: a page on top of it has an address of its own.
  const [anchorParams] = useState(() =>
    process.env.TARO_ENV === "h5" ? new URLSearchParams(location.hash.slice(1)) : null,
  );
  return (name) => anchorParams?.get(name) ?? decode(params[name] ?? "");
}

// WeChat passes parameters percent-encoded.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Leads an unknown address to the first page. */
export const usePageForUnknown = (): void => usePageNotFound(() => restartAt("start"));

/** Called each time the page comes to the front. */
export const usePageVisible = (visible: () => void): void => useDidShow(visible);

/** False while another page is on top, or the app is in the background. */
export function usePageInFront(): boolean {
  const [isInFront, setInFront] = useState(true);
  useDidShow(() => setInFront(true));
  useDidHide(() => setInFront(false));
  return isInFront;
}

/** Marks the end of the navigation that opened this page. */
export function useTurnEnd(): void {
  const { path } = useRouter();
  usePageDrawn(path.split("?")[0] ?? path);
}
