/** Serves what the builds of the student app and the console made: their files, and the one page of each for its addresses. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import compress from "@fastify/compress";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { createPage, pagePolicy } from "./web-page.ts";

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
  /** Of its policy, what its own libraries cannot do without. */
  readonly moreStyles: string;
  /** A file that was sent leaves no line in the log. */
  readonly isQuiet: boolean;
}

/** Where there is nothing built, nothing is served. */
export async function serveWebApp(
  app: FastifyInstance,
  { folder, prefix, pages, moreStyles, isQuiet }: WebApp,
): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) return;
  await app.register(async (scope) => {
    scope.addHook("onRoute", (route) => {
      route.config = { ...route.config, isQuiet };
    });
    await scope.register(compress, { customTypes: /^text\/html(;|$)/, threshold: 1024 });
    await scope.register(async (files) => {
      files.addHook("onSend", async (request, reply) => {
        // Names of scripts and styles change with what is in them; what is not there is not kept.
        const isKept = reply.statusCode === 200 && /^\/(js|css|assets)\//.test(request.url.slice(prefix.length - 1));
        reply.header("content-security-policy", pagePolicy(""));
        reply.header("cache-control", isKept ? "public, max-age=31536000, immutable" : "no-cache");
      });
      await files.register(fastifyStatic, {
        root: folder,
        prefix,
        wildcard: false,
        index: false,
        globIgnore: ["index.html"],
        cacheControl: false,
        // The build lays the compressed copies beside.
        preCompressed: true,
      });
    });
    const sendPage = createPage(join(folder, "index.html"), moreStyles);
    for (const page of pages) scope.get(`${prefix}${page}`, sendPage);
    if (prefix !== "/") scope.get(prefix.slice(0, -1), (_request, reply) => reply.redirect(prefix));
  });
}
