/** The compiled package as scripts for the harness page. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { z } from "zod";

const { TmplGroup }: typeof import("glass-easel-template-compiler") = createRequire(import.meta.url)(
  "glass-easel-template-compiler",
);

/** Paths inside `folder`, with slashes. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(folder, join(entry.parentPath, entry.name)));

/** Of the page's own TypeScript, and the page it runs in. */
export async function hostScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./page/host.ts", import.meta.url))],
    bundle: true,
    format: "iife",
    target: "es2022",
    // The package's own name for its ES module misses an ending.
    mainFields: ["module", "main"],
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

export const hostPage = (): string => readFileSync(new URL("./page/page.html", import.meta.url), "utf8");

const severe = 3;
const notice = z.object({ level: z.number(), message: z.string(), startLine: z.number() });

/** A script that sets `compiledPackage`, as page/compiled-package.ts describes it. Throws for a template that does not compile. */
export function packageScript(folder: string): string {
  const files = filesIn(folder);
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const table = (ending: string, value: (file: string) => string): string => {
    const rows = files
      .filter((file) => file.endsWith(ending))
      .map((file) => `${JSON.stringify(file.slice(0, -ending.length))}:${value(file)}`);
    return `{${rows.join(",\n")}}`;
  };
  const templates = new TmplGroup();
  for (const file of files) {
    if (file.endsWith(".wxs")) templates.addScript(file.slice(0, -".wxs".length), read(file));
    if (!file.endsWith(".wxml")) continue;
    const notices = z.array(notice).parse(templates.addTmpl(file.slice(0, -".wxml".length), asDialect(read(file))));
    const worst = notices.find(({ level }) => level >= severe);
    if (worst) throw new Error(`${file}:${worst.startLine + 1} ${worst.message}`);
  }
  return `globalThis.compiledPackage={app:${read("app.json")},
json:${table(".json", read)},
styles:${table(".wxss", (file) => JSON.stringify(asStyles(folder, file)))},
templates:${templates.getTmplGenObjectGroups()},
modules:${table(".js", (file) => asModule(read(file)))}};`;
}

/** What a browser would mistake for its own. */
const renamed = [
  "button",
  "input",
  "textarea",
  "image",
  "form",
  "label",
  "video",
  "audio",
  "canvas",
  "progress",
  "camera",
];

/** The framework wants `bind:tap`; the test finds elements by the id that the app gave. */
const asDialect = (template: string): string =>
  template
    .replace(/(\s)(capture-bind|capture-catch|mut-bind|bind|catch)(?=[a-zA-Z])([\w-]+)=/g, "$1$2:$3=")
    .replace(/\sid="([^"]*)"/g, ' id="$1" wx-id="$1"')
    .replace(new RegExp(`(</?)(${renamed.join("|")})(?=[\\s/>])`, "g"), "$1wx-$2");

function asStyles(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8")
    .replace(/@import\s+["']([^"']+)["'];?/g, (_, imported: string) =>
      asStyles(folder, posix.join(imported.startsWith("/") ? "" : posix.dirname(file), imported)),
    )
    .replace(/(-?[\d.]+)rpx\b/g, "calc(100vw * $1 / 750)")
    .replace(/(^|[\s,}])page(?=[\s,{.:[])/g, "$1body");
}

const input = ["App", "Page", "Component", "Behavior", "getApp", "getCurrentPages", "wx"];

/** The browser has them, WeChat's JavaScript has not. */
const absent = [
  "window",
  "document",
  "navigator",
  "location",
  "localStorage",
  "fetch",
  "XMLHttpRequest",
  "URL",
  "URLSearchParams",
  "FormData",
  "Blob",
  "File",
  "Image",
  "TextEncoder",
  "TextDecoder",
  "AbortController",
  "structuredClone",
  "crypto",
  "process",
];

const asModule = (source: string): string =>
  `function(require,module,exports,scope){(function(${[...input, ...absent].join(",")}){${source}\n}).call(exports,${input
    .map((name) => `scope.${name}`)
    .join(",")})}`;
