/**
 * Compiled WeChat package, which is built, checked by WeChat's own compilers, and bundled as scripts for the host page.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { z } from "zod";
import { root } from "../product/start-product.ts";

interface Compiler {
  /** Compiles templates. Throws for a broken one. */
  wxmlToJs(folder: string): string;
}

const require = createRequire(import.meta.url);
const {
  TmplGroup,
}: typeof import("glass-easel-template-compiler") = require("glass-easel-template-compiler");
const compiler: Compiler = require("miniprogram-compiler");
/** Compiles styles. Returns an error instead of throwing it. */
const compileStyles: (
  folder: string,
  files: string[],
) => unknown = require("miniprogram-compiler/src/wcsc.js");

/** Returns paths inside `folder`, with slashes. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(folder, join(entry.parentPath, entry.name)));

/**
 * Compiles all files and returns the number of templates and styles that WeChat's own compilers accept. Throws the
 * compiler's message.
 */
export function compileAll(folder: string): {
  readonly templates: number;
  readonly styles: number;
} {
  const files = filesIn(folder);
  const templates = files.filter((file) => file.endsWith(".wxml"));
  const styles = files
    .filter((file) => file.endsWith(".wxss"))
    .map((file) => file.slice(0, -".wxss".length));
  compiler.wxmlToJs(folder);
  const compiled = compileStyles(folder, [...styles]);
  if (compiled instanceof Error) throw compiled;
  return { templates: templates.length, styles: styles.length };
}

const app = join(root, "apps", "student");

export const packageFolder = join(app, "dist", "weapp");

const sources = [
  ...["src", "config", "types"].map((folder) => join(app, folder)),
  join(root, "packages", "domain", "src"),
];

const newestMs = (folder: string): number =>
  Math.max(...filesIn(folder).map((file) => statSync(join(folder, file)).mtimeMs));

/** Builds the package if a source is newer. Throws the builder's message if it fails. */
export function ensureBuilt(): void {
  const built = join(packageFolder, "app.json");
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newestMs))) return;
  const { status, stdout, stderr } = spawnSync("npx", ["taro", "build", "--type", "weapp"], {
    cwd: app,
    encoding: "utf8",
    // The address is arbitrary, because the host sends the requests to the product under test.
    env: { ...process.env, GRADPHOTO_API_URL: "http://127.0.0.1:3000" },
  });
  if (status !== 0) throw new Error(`The WeChat package does not build:\n${stdout}\n${stderr}`);
}

/** Compiles the TypeScript of the host page. */
export async function hostScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./page/host.ts", import.meta.url))],
    bundle: true,
    format: "iife",
    target: "es2022",
    // These fields select the ES modules that both packages have.
    mainFields: ["module", "main"],
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

export const hostPage = (): string =>
  readFileSync(new URL("./page/page.html", import.meta.url), "utf8");

const severe = 3;
const notice = z.object({ level: z.number(), message: z.string(), startLine: z.number() });

/** Returns a script that sets `compiledPackage`. Throws for a template that does not compile. */
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
    const notices = z
      .array(notice)
      .parse(templates.addTmpl(file.slice(0, -".wxml".length), asDialect(read(file))));
    const worst = notices.find(({ level }) => level >= severe);
    if (worst) throw new Error(`${file}:${worst.startLine + 1} ${worst.message}`);
  }
  return `globalThis.compiledPackage={app:${read("app.json")},
json:${table(".json", read)},
styles:${table(".wxss", (file) => JSON.stringify(asStyles(folder, file)))},
templates:${templates.getTmplGenObjectGroups()},
modules:${table(".js", (file) => asModule(read(file)))}};`;
}

/** Elements that a browser would interpret as its own. */
const renamed = "button input textarea image form label video audio canvas progress camera".split(
  " ",
);

/** Adapts a template: the framework wants `bind:tap`, and the test finds elements by the id that the app set. */
const asDialect = (template: string): string =>
  template
    .replace(
      /(\s)(capture-bind|capture-catch|mut-bind|bind|catch)(?=[a-zA-Z])([\w-]+)=/g,
      "$1$2:$3=",
    )
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

/** Globals of browsers that WeChat's JavaScript lacks. */
const absent =
  "window document navigator location localStorage fetch XMLHttpRequest URL URLSearchParams FormData Blob File Image TextEncoder TextDecoder AbortController structuredClone crypto process".split(
    " ",
  );

const asModule = (source: string): string =>
  `function(require,module,exports,scope){(function(${[...input, ...absent].join(",")}){${source}\n}).call(exports,${input
    .map((name) => `scope.${name}`)
    .join(",")})}`;
