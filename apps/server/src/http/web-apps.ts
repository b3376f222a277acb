/** Serves what the builds of the student app and the console made: their files, and the one page of each for its addresses. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What was answered well leaves no line in the log. */
    isQuiet?: boolean;
  }
}

export interface WebApp {
  /** What the app's build made. */
  readonly folder: string;
  /** Where its files are served: "/" or "/console/". */
  readonly prefix: string;
  /** Addresses of its pages below the prefix. */
  readonly pages: readonly string[];
  /** A file that was sent leaves no line in the log. */
  readonly isQuiet: boolean;
}

/** Scripts and pictures of its own; WebAssembly reads collection codes, blob: is the photo that was just taken. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self' blob:",
  // What the default does not cover.
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Where there is nothing built, nothing is served. */
export async function serveWebApp(app: FastifyInstance, { folder, prefix, pages, isQuiet }: WebApp): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) return;
  await app.register(async (scope) => {
    scope.addHook("onRoute", (route) => {
      route.config = { ...route.config, isQuiet };
    });
    scope.addHook("onSend", async (request, reply) => {
      // Names of scripts and styles change with what is in them; what is not there is not kept.
      const isKept = reply.statusCode === 200 && /^\/(js|css|assets)\//.test(request.url.slice(prefix.length - 1));
      reply.header("content-security-policy", policy);
      reply.header("cache-control", isKept ? "public, max-age=31536000, immutable" : "no-cache");
    });
    await scope.register(fastifyStatic, {
      root: folder,
      prefix,
      wildcard: false,
      index: false,
      globIgnore: ["index.html"],
      cacheControl: false,
      // The build lays the compressed copies beside.
      preCompressed: true,
    });
    for (const page of pages) scope.get(`${prefix}${page}`, (_request, reply) => reply.sendFile("index.html"));
    if (prefix !== "/") scope.get(prefix.slice(0, -1), (_request, reply) => reply.redirect(prefix));
  });
}
