/**
 * Serves the builds of the student app and the console: static files, and one HTML page for all page URLs of each app.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import compress from "@fastify/compress";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Placeholder for the nonce in the built page. */
const placeholder = 'nonce="page-nonce"';
/** Placeholder for the service's address in the built page: links to pictures of shared pages must be absolute. */
const addressPlaceholder = "page-address";

/** Allows only own scripts and pictures. WebAssembly reads collection codes; blob: displays the photo just taken. */
const pagePolicy = (styles: string): string =>
  [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self'${styles}`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self' blob:",
    "object-src 'none'",
    // Directives that default-src does not cover.
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Header that gives windows of other origins no reference to our pages. */
const apart = { "cross-origin-opener-policy": "same-origin" };

/** Headers for cross-origin isolation, which browsers require before a page's workers may share memory. */
const isolation: Readonly<Record<string, string>> = {
  ...apart,
  "cross-origin-embedder-policy": "require-corp",
};

interface PageRules {
  /** Additional style sources that the app's libraries require. */
  readonly moreStyles: string;
  readonly isIsolated: boolean;
  /** Address of the service for people, without a slash at its end. */
  readonly publicUrl: string;
}

function createPage(
  file: string,
  { moreStyles, isIsolated, publicUrl }: PageRules,
): (request: FastifyRequest, reply: FastifyReply) => void {
  const page = readFileSync(file, "utf8").replaceAll(addressPlaceholder, publicUrl);
  return (_request, reply) => {
    const nonce = randomBytes(16).toString("base64");
    reply
      .headers(isIsolated ? isolation : apart)
      .header("content-security-policy", pagePolicy(` 'nonce-${nonce}'${moreStyles}`))
      // Proxies must not cache the page, because another page would get this one's nonce.
      .header("cache-control", "private, no-cache")
      .type("text/html; charset=utf-8")
      .send(page.replaceAll(placeholder, `nonce="${nonce}"`));
  };
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** True if successful responses are not logged. */
    isQuiet?: boolean;
  }
}

export interface WebApp {
  /** Folder of the app's build. */
  readonly folder: string;
  /** URL prefix of the app: "/" or "/console/". */
  readonly prefix: string;
  /** URLs of its pages below the prefix. */
  readonly pages: readonly string[];
  /** Short URLs for people, and their targets. */
  readonly leads: Readonly<Record<string, string>>;
  /** Additional style sources of its policy that its libraries require. */
  readonly moreStyles: string;
  /** True for cross-origin isolation, so that its workers may share memory. */
  readonly isIsolated: boolean;
  /** True if served files are not logged. */
  readonly isQuiet: boolean;
  readonly publicUrl: string;
}

/** Statuses with caching headers: complete, partial and not modified. */
const sent: readonly number[] = [200, 206, 304];
/** Pattern of folders in which every file name contains a content hash. */
const hashed = /^\/(js|css|assets|engine)\//;

/** Serves an app. Serves nothing when it is not built. */
export async function serveWebApp(
  app: FastifyInstance,
  { folder, prefix, pages, leads, moreStyles, isIsolated, isQuiet, publicUrl }: WebApp,
): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) return;
  await app.register(async (scope) => {
    scope.addHook("onRoute", (route) => {
      route.config = { ...route.config, isQuiet };
    });
    await scope.register(async (files) => {
      files.addHook("onSend", async (request, reply) => {
        // Script and style names change with their content, so they are cached forever. Errors are not cached.
        const isStored =
          sent.includes(reply.statusCode) && hashed.test(request.url.slice(prefix.length - 1));
        reply.header("content-security-policy", pagePolicy(""));
        // Browsers refuse a worker on an isolated page when the worker's script lacks these headers.
        if (isIsolated) reply.headers(isolation);
        reply.header(
          "cache-control",
          isStored ? "public, max-age=31536000, immutable" : "no-cache",
        );
        reply.header("vary", "accept-encoding");
      });
      // A missing file must return 404: the HTML page would be taken for a file of another version.
      files.get(`${prefix}assets/*`, (_request, reply) => reply.callNotFound());
      await files.register(fastifyStatic, {
        root: folder,
        prefix,
        wildcard: false,
        index: false,
        globIgnore: ["index.html"],
        cacheControl: false,
        // Compressed copies may be next to the files.
        preCompressed: true,
      });
    });
    // Pages contain a nonce per response, so only they are compressed while sending.
    await scope.register(async (within) => {
      await within.register(compress, { threshold: 1024 });
      const sendPage = createPage(join(folder, "index.html"), {
        moreStyles,
        isIsolated,
        publicUrl,
      });
      for (const page of pages) within.get(`${prefix}${page}`, sendPage);
    });
    for (const [address, place] of Object.entries(leads))
      scope.get(address, (_request, reply) => reply.redirect(place));
  });
}
