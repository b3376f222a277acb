/** Moves between the app's pages and reads their parameters, the same way in WeChat and on the web. */
import Taro, { useDidShow, usePageNotFound, useRouter } from "@tarojs/taro";
import { useEffect } from "react";
import { loadAnewWhenBlank, noteTurn } from "./web/page-loading.ts";

export type PageName =
  | "start"
  | "sign-in"
  | "eligibility"
  | "code"
  | "code-guide"
  | "verify"
  | "eligible"
  | "collection"
  | "service"
  | "payment"
  | "rules"
  | "capture"
  | "preview"
  | "standard"
  | "submit"
  | "review"
  | "rejected"
  | "completed"
  | "helper-link"
  | "helper"
  | "my-data"
  | "contact"
  | "settings";

export type PageParams = Readonly<Record<string, string>>;

export function pathOf(page: PageName, params: PageParams = {}): string {
  const pairs = Object.entries(params).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `/pages/${page}/index${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`;
}

/** Opens a page above the present one. */
export const openPage = (page: PageName, params?: PageParams): void => {
  noteTurn("push");
  void Taro.navigateTo({ url: pathOf(page, params) });
};

/** Puts a page in place of the present one. */
export const replacePage = (page: PageName, params?: PageParams): void => {
  noteTurn("replace");
  void Taro.redirectTo({ url: pathOf(page, params) });
};

/** Opens a page with nothing behind it. */
export const restartAt = (page: PageName, params?: PageParams): void => {
  noteTurn("replace");
  void Taro.reLaunch({ url: pathOf(page, params) });
};

/** To the page before; to the start where there is none. */
export const goBack = (): void => {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else restartAt("start");
};

/** The parameters of the page, by name; an absent one is empty. */
export function usePageParams(): (name: string) => string {
  const { params } = useRouter();
  return (name) => decode(params[name] ?? "");
}

// WeChat hands parameters over as they stand in the address.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address that is no page of the app, of an old link or mistyped, leads to the first one. */
export const useStartForUnknown = (): void => usePageNotFound(() => restartAt("start"));

/** Called each time the page comes to the front. */
export const usePageShown = (shown: () => void): void => useDidShow(shown);

/**
 * On the web a page is loaded while it is being opened; whoever goes back meanwhile has left it before it is drawn,
 * and it would then stand under the address of the page before. It makes room for that one.
 */
export function useLeftBeforeDrawn(): void {
  const { path } = useRouter();
  useEffect(() => {
    if (process.env.TARO_ENV !== "h5") return;
    const shown = location.pathname.slice(process.env.GRADPHOTO_H5_BASE.length - 1);
    const [own] = path.split("?");
    if (!shown.startsWith("/pages/") || own === shown) return;
    void Taro.reLaunch({ url: `${shown}${location.search}` });
    loadAnewWhenBlank();
  }, [path]);
}
