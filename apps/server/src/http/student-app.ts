/** Serves the built student app: its files as they are, and its one page for every address of a page. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Scripts and pictures of its own; WebAssembly reads collection codes, blob: is the photo that was just taken. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self' blob:",
  "frame-ancestors 'none'",
].join("; ");

/** `folder`: what the app's build made; where there is nothing, nothing is served. */
export async function serveStudentApp(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) return;
  await app.register(async (scope) => {
    scope.addHook("onSend", async (_request, reply) => {
      reply.header("content-security-policy", policy);
    });
    await scope.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      globIgnore: ["index.html"],
      cacheControl: false,
      setHeaders: (answer, path) => {
        // Names of scripts and styles change with what is in them.
        const kept = /[/\\](js|css)[/\\]/.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
        answer.setHeader("cache-control", kept);
      },
    });
    for (const path of ["/", "/pages/*"]) scope.get(path, (_request, reply) => reply.sendFile("index.html"));
  });
}
