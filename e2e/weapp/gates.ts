/** What WeChat would refuse before it runs anything: templates and styles that do not compile. */
import { createRequire } from "node:module";
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
