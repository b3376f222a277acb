/** Serves what the builds of the student app and the console made: their files, and the one page of each for its addresses. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import compress from "@fastify/compress";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { createPage, isolation, pagePolicy } from "./web-page.ts";

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
  /** Short addresses that are told to people, and where they lead. */
  readonly leads: Readonly<Record<string, string>>;
  /** Of its policy, what its own libraries cannot do without. */
  readonly moreStyles: string;
  /** Its workers may share memory. */
  readonly isIsolated: boolean;
  /** A file that was sent leaves no line in the log. */
  readonly isQuiet: boolean;
}

/** Whole, in part, or known already: the caller keeps the file by what is said of it. */
const sent: readonly number[] = [200, 206, 304];
/** Where builds lay nothing but files that are named by a hash of what is in them. */
const hashed = /^\/(js|css|assets|engine)\//;

/** Where there is nothing built, nothing is served. */
export async function serveWebApp(
  app: FastifyInstance,
  { folder, prefix, pages, leads, moreStyles, isIsolated, isQuiet }: WebApp,
): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) return;
  await app.register(async (scope) => {
    scope.addHook("onRoute", (route) => {
      route.config = { ...route.config, isQuiet };
    });
    await scope.register(async (files) => {
      files.addHook("onSend", async (request, reply) => {
        // Names of scripts and styles change with what is in them; what is not there is not kept.
        const isStored = sent.includes(reply.statusCode) && hashed.test(request.url.slice(prefix.length - 1));
        reply.header("content-security-policy", pagePolicy(""));
        // Browsers refuse an isolated page a worker whose own script lacks them.
        if (isIsolated) reply.headers(isolation);
        reply.header("cache-control", isStored ? "public, max-age=31536000, immutable" : "no-cache");
        reply.header("vary", "accept-encoding");
      });
      // In the place of a file of another version a page would be taken for it.
      files.get(`${prefix}assets/*`, (_request, reply) => reply.callNotFound());
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
    // Pages differ in their nonce: they alone are compressed as they are sent.
    await scope.register(async (within) => {
      await within.register(compress, { threshold: 1024 });
      const sendPage = createPage(join(folder, "index.html"), { moreStyles, isIsolated });
      for (const page of pages) within.get(`${prefix}${page}`, sendPage);
    });
    for (const [address, place] of Object.entries(leads))
      scope.get(address, (_request, reply) => reply.redirect(place));
  });
}
