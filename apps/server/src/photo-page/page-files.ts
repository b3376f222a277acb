/** The page's files, its TypeScript bundled for the browser once at start. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface PageFile {
  readonly type: string;
  readonly text: string;
}

/** By URL path. */
export type PageFiles = Readonly<Record<string, PageFile>>;

const source = (name: string): string => fileURLToPath(new URL(`./page/${name}`, import.meta.url));

export async function buildPage(): Promise<PageFiles> {
  const { outputFiles } = await build({
    entryPoints: [source("page.ts")],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
  });
  const read = (name: string): string => readFileSync(source(name), "utf8");
  return {
    "/": { type: "text/html; charset=utf-8", text: read("index.html") },
    "/page.css": { type: "text/css; charset=utf-8", text: read("page.css") },
    "/outcome.css": { type: "text/css; charset=utf-8", text: read("outcome.css") },
    "/page.js": { type: "text/javascript; charset=utf-8", text: outputFiles[0]?.text ?? "" },
    "/mark.svg": { type: "image/svg+xml", text: read("mark.svg") },
  };
}
