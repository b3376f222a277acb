/** The compiled WeChat package of the student app, built anew when a source is newer. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../product/start-product.ts";
import { filesIn } from "./bundle.ts";

interface Compiler {
  /** Throws for a broken template. */
  wxmlToJs(folder: string): string;
}

/** WeChat's own compilers as programs; the style compiler answers an error instead of throwing it. */
const require = createRequire(import.meta.url);
const compiler: Compiler = require("miniprogram-compiler");
const compileStyles: (folder: string, files: string[]) => unknown = require("miniprogram-compiler/src/wcsc.js");

/** The number of templates and styles that WeChat's own compilers took. Throws with a compiler's words. */
export function compileAll(folder: string): { readonly templates: number; readonly styles: number } {
  const files = filesIn(folder);
  const templates = files.filter((file) => file.endsWith(".wxml"));
  const styles = files.filter((file) => file.endsWith(".wxss")).map((file) => file.slice(0, -".wxss".length));
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

/** Throws with the builder's words when it does not build. */
export function ensureBuilt(): void {
  const built = join(packageFolder, "app.json");
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newestMs))) return;
  const { status, stdout, stderr } = spawnSync("npx", ["taro", "build", "--type", "weapp"], {
    cwd: app,
    encoding: "utf8",
    // Where it says so does not matter: the host sends what it asks to the product under test.
    env: { ...process.env, GRADPHOTO_API_URL: "http://127.0.0.1:3000" },
  });
  if (status !== 0) throw new Error(`The WeChat package does not build:\n${stdout}\n${stderr}`);
}
