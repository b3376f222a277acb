/** Stack of open pages, and WeChat's navigation between them. */
import type { Caller, Root } from "glass-easel-miniprogram-adapter";
import { resolvePath } from "./components.ts";

/** Maximum number of pages, which is WeChat's limit. */
const maxPages = 10;

interface OpenPage {
  readonly path: string;
  readonly url: string;
  readonly caller: Caller;
  readonly root: Root;
  readonly element: HTMLElement;
}

export interface PageStack {
  readonly callers: () => Caller[];
  /** Returns the address of the page in front. */
  readonly url: () => string;
  readonly front: () => HTMLElement | null;
  readonly navigateTo: (url: string) => void;
  readonly redirectTo: (url: string) => void;
  readonly reLaunch: (url: string) => void;
  readonly navigateBack: (delta: number) => void;
}

/** Opens the stack. `create` makes the page at a path, and throws if there is none. */
export function openPageStack(create: (path: string) => Root): PageStack {
  const pages: OpenPage[] = [];
  const report = ({ caller }: OpenPage, life: string, ...rest: unknown[]): void => {
    const method = caller[life];
    if (typeof method === "function") method.apply(caller, rest);
  };
  const push = (url: string): void => {
    const [path = "", query = ""] = url.split("?");
    const name = resolvePath("", path);
    const root = create(name);
    const previous = pages.at(-1);
    if (previous) {
      previous.element.style.display = "none";
      report(previous, "onHide");
    }
    const element = document.createElement("div");
    element.className = "wx-page";
    const placeholder = element.appendChild(document.createElement("div"));
    document.body.append(element);
    const caller = root.get();
    // WeChat leaves parameters encoded.
    const options = Object.fromEntries(
      query === "" ? [] : query.split("&").map((pair) => pair.split("=", 2)),
    );
    Object.assign(caller, { route: name, __route__: name, options });
    const page = { path: name, url, caller, root, element };
    pages.push(page);
    root.attach(element, placeholder);
    report(page, "onLoad", options);
    report(page, "onShow");
    queueMicrotask(() => report(page, "onReady"));
  };
  const pop = (count: number): void => {
    for (const page of pages.splice(Math.max(pages.length - count, 0)).reverse()) {
      report(page, "onUnload");
      page.root.release();
      page.element.remove();
    }
  };
  return {
    callers: () => pages.map(({ caller }) => caller),
    url: () => pages.at(-1)?.url ?? "",
    front: () => pages.at(-1)?.element ?? null,
    navigateTo: (url) => {
      if (pages.length >= maxPages) throw new Error("webview count limit exceed");
      push(url);
    },
    redirectTo: (url) => {
      pop(1);
      push(url);
    },
    reLaunch: (url) => {
      pop(pages.length);
      push(url);
    },
    navigateBack: (delta) => {
      pop(Math.min(delta, pages.length - 1));
      const page = pages.at(-1);
      if (!page) return;
      page.element.style.display = "";
      report(page, "onShow");
    },
  };
}
