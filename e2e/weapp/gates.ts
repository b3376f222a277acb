/** What WeChat would refuse before it runs anything: templates and styles that do not compile, packages too large. */
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { filesIn } from "./bundle.ts";

const mib = 1024 * 1024;
/** WeChat refuses a package above 2 MB; the main one, for which somebody new waits, holds the way in alone. */
const limits = { mainBytes: 0.5 * mib, subBytes: 2 * mib };

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

const appJson = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
});

export const readAppJson = (folder: string): z.output<typeof appJson> =>
  appJson.parse(JSON.parse(readFileSync(join(folder, "app.json"), "utf8")));

/** Bytes of each package by its root, the main one under "". Throws for one that is too large. */
export function weigh(folder: string): Readonly<Record<string, number>> {
  const roots = readAppJson(folder).subPackages.map(({ root }) => root.replace(/\/?$/, "/"));
  const bytes: Record<string, number> = { "": 0 };
  for (const file of filesIn(folder)) {
    const root = roots.find((one) => file.startsWith(one)) ?? "";
    bytes[root] = (bytes[root] ?? 0) + statSync(join(folder, file)).size;
  }
  for (const [root, weight] of Object.entries(bytes)) {
    const limit = root === "" ? limits.mainBytes : limits.subBytes;
    if (weight > limit) throw new Error(`The package ${root || "main"} has ${weight} bytes, ${limit} are allowed`);
  }
  return bytes;
}
