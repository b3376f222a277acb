/** The page on which anyone on this machine tries a photo, without signing in: what becomes of it under that spec? */
import { defaultPhotoSpecId, findPhotoSpec, photoSpecs } from "@gradphoto/domain";
import { type EnginePool, PhotoTimeoutError, PoolBusyError } from "@gradphoto/engine/node";
import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import type { PageFiles } from "./page-files.ts";
import { sendProblem } from "./page-problem.ts";
import { strangerProblem } from "./same-machine.ts";

const maxPhotoBytes = 25 * 1024 * 1024;
const policy =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const query = z.object({ spec: z.string().default(defaultPhotoSpecId) });

/** `openPool`: asked for with the first photo, so that a service nobody tries photos on holds no second engine. */
export const photoPage =
  (openPool: () => Promise<EnginePool>, page: PageFiles): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    app.addHook("onRequest", async (request, reply) => {
      const problem = strangerProblem(request);
      if (problem) return sendProblem(reply, problem);
    });
    app.addHook("onSend", async (_request, reply) => {
      reply.header("content-security-policy", policy);
    });
    app.setErrorHandler((error, _request, reply) => {
      if (error instanceof ClientLeft) return reply.hijack();
      if (error instanceof PoolBusyError) return sendProblem(reply, "busy");
      if (error instanceof PhotoTimeoutError) return sendProblem(reply, "photo-too-slow");
      if (error instanceof Error && "code" in error && error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
        return sendProblem(reply, "photo-too-large");
      }
      if (error instanceof z.ZodError || isClientFault(error)) return sendProblem(reply, "bad-request");
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      return sendProblem(reply, "internal");
    });

    for (const [path, file] of Object.entries(page)) {
      app.get(path, (_request, reply) => reply.type(file.type).send(file.text));
    }
    app.get("/api/specs", () => photoSpecs);
    app.post("/api/standardize", { bodyLimit: maxPhotoBytes }, async (request, reply) => {
      const { spec: id } = query.parse(request.query);
      const spec = findPhotoSpec(id);
      if (!spec) return sendProblem(reply, "unknown-spec");
      if (request.headers["content-type"]?.startsWith("multipart/")) return sendProblem(reply, "bad-request");
      if (!(request.body instanceof Uint8Array) || request.body.length === 0)
        return sendProblem(reply, "photo-missing");
      const left = new AbortController();
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished) left.abort(new ClientLeft());
      });
      const pool = await openPool();
      const { kind, report, photo } = await pool.standardize(request.body, spec, { signal: left.signal });
      return { kind, report, photo: photo ? Buffer.from(photo).toString("base64") : null };
    });
  };

/** Nobody waits for the answer any more. */
class ClientLeft extends Error {}

const isClientFault = (error: unknown): boolean =>
  error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" && error.statusCode < 500;
