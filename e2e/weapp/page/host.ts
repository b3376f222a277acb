/** A small host of compiled mini-programs. It loads the package's modules, opens its pages and passes them `wx`. */
import { defineBuiltIns, fire, flatPictures, isDisabled } from "./built-ins.ts";
import {
  type CompiledPackage,
  openComponents,
  packageOf,
  pagesOf,
  resolvePath,
} from "./components.ts";
import { openWire } from "./network.ts";
import { openPageStack } from "./page-stack.ts";
import { openPrivacy } from "./privacy.ts";
import { createWx, type Outside, openQuestions } from "./wx.ts";

/** API of the page for the test. */
export interface Host {
  /** Starts the app at a page, by its address. */
  launch(url: string): void;
  url(): string;
  /** Returns true if the button with this id is on the page in front and enabled. */
  canTap(id: string): boolean;
  /** Reports the result of WeChat's own dialog behind a button. `id` is that of the app's source. */
  fire(id: string, event: string, detail: object): void;
  /** Presses WeChat's back button at the top of the screen. */
  back(): void;
  /** Returns the card of the page in front when it is shared; null if it cannot be shared. */
  share(): unknown;
  /** Returns the classes of the pictures without height on the page in front. */
  flat(): readonly string[];
  /** Errors of the package, and files that it lacks. */
  readonly broken: readonly string[];
  readonly origins: () => readonly string[];
}

declare global {
  var compiledPackage: CompiledPackage;
  var outside: Outside;
  var host: Host;
}

function openHost(compiled: CompiledPackage, outside: Outside): Host {
  const broken: string[] = [];
  const fail = (error: unknown) =>
    void broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const components = openComponents(compiled, fail);
  const wire = openWire();
  let app: Record<string, unknown> = {};
  let launchUrl = "";
  const launchOptions = () => ({
    path: launchUrl.split("?")[0]?.replace(/^\//, ""),
    query: queryOf(launchUrl),
    scene: 1001,
  });
  const loaded = new Map<string, { exports: unknown }>();
  const load = (path: string): unknown => {
    const previous = loaded.get(path);
    if (previous) return previous.exports;
    const module = { exports: {} };
    const run = compiled.modules[path];
    if (!run) throw new Error(`The package has no module ${path}`);
    loaded.set(path, module);
    const scope = {
      ...components.definers(path),
      App: (input: Record<string, unknown>) => {
        app = input;
      },
      getApp: () => app,
      getCurrentPages: stack.callers,
      wx,
    };
    const require = (from: string): unknown => {
      const wanted = resolvePath(path, from.replace(/\.js$/, ""));
      const root = packageOf(compiled.app, wanted);
      // The other package may not be loaded yet.
      if (root !== "" && root !== packageOf(compiled.app, path))
        throw new Error(`${path} asks for ${wanted}, which is in another package`);
      return load(wanted);
    };
    run(require, module, module.exports, scope);
    return module.exports;
  };
  /** Defines the components of a page before the page. A component may contain itself. */
  const define = (path: string, under: ReadonlySet<string>): void => {
    if (under.has(path)) return;
    for (const used of components.usedBy(path)) define(used, new Set([...under, path]));
    load(path);
  };
  const pages = pagesOf(compiled.app);
  const stack = openPageStack((path) => {
    if (!pages.includes(path)) throw new Error(`The package has no page ${path}`);
    define(path, new Set());
    return components.create(path);
  });
  const privacy = openPrivacy();
  const requestPerson = openQuestions(outside, privacy);
  const wx = createWx({ requestPerson, stack, wire, privacy, launchOptions });
  defineBuiltIns({
    addressOf: (src) => {
      if (/^(data|blob):/.test(src)) return src;
      if (/^https?:/.test(src)) return wire.real(src);
      fail(`The package has no picture ${src}`);
      return "";
    },
    onAgree: privacy.tapped,
    openCamera: () => requestPerson("camera", {}),
  });
  for (const text of Object.values(compiled.styles)) {
    document.head.appendChild(document.createElement("style")).textContent = text;
  }
  const byId = (id: string): Element | null =>
    stack.front()?.querySelector(`[wx-id="${id}"]`) ?? null;
  return {
    launch: (url) => {
      launchUrl = url;
      load("app");
      for (const life of ["onLaunch", "onShow"]) {
        const method = app[life];
        if (typeof method === "function") method.call(app, launchOptions());
      }
      stack.reLaunch(url);
    },
    url: stack.url,
    canTap: (id) => {
      const node = byId(id);
      return node !== null && !isDisabled(node);
    },
    fire: (id, event, detail) => {
      const node = byId(id);
      if (!node) throw new Error(`There is no ${id} on ${stack.url()}`);
      if (event !== "getphonenumber") return fire(node, event, detail, false);
      privacy.allow("button.getPhoneNumber").then(
        () => fire(node, event, detail, false),
        ({ message }: Error) => fire(node, event, { errMsg: `getPhoneNumber:${message}` }, false),
      );
    },
    // In WeChat, an open page-container closes first.
    back: () => {
      const container = stack.front()?.querySelector("page-container") ?? null;
      if (container) fire(container, "afterleave", {}, false);
      else stack.navigateBack(1);
    },
    share: () => {
      const page = stack.callers().at(-1);
      const card = page?.onShareAppMessage;
      return typeof card === "function" ? card.call(page, { from: "button" }) : null;
    },
    flat: () => {
      const page = stack.front();
      return page ? flatPictures(page) : [];
    },
    broken,
    origins: () => [...wire.origins],
  };
}

const queryOf = (url: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(url.split("?")[1] ?? ""));

globalThis.host = openHost(globalThis.compiledPackage, globalThis.outside);
