/** The page's files, its TypeScript bundled for the browser once at start or with the release. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface PageFile {
  readonly type: string;
  readonly text: string;
}

/** By URL path. */
export type PageFiles = Readonly<Record<string, PageFile>>;

const source = (name: string): string => fileURLToPath(new URL(`./page/${name}`, import.meta.url));

/** A release holds it made already, and no bundler. */
async function script(): Promise<string> {
  const made = source("page.js");
  if (existsSync(made)) return readFileSync(made, "utf8");
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [source("page.ts")],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

export async function buildPage(): Promise<PageFiles> {
  const read = (name: string): string => readFileSync(source(name), "utf8");
  return {
    "/": { type: "text/html; charset=utf-8", text: read("index.html") },
    "/page.css": { type: "text/css; charset=utf-8", text: read("page.css") },
    "/outcome.css": { type: "text/css; charset=utf-8", text: read("outcome.css") },
    "/page.js": { type: "text/javascript; charset=utf-8", text: await script() },
    "/mark.svg": { type: "image/svg+xml", text: read("mark.svg") },
  };
}
