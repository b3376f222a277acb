/** Registers one route of the contract: rate limit, session, role, input, handler, response. */
import { apiKeyPrefix, idempotencyKeyHeader, idleHeader } from "@gradphoto/domain";
import { idempotencyKey, type Route } from "@gradphoto/domain/routes";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  type Call,
  type Caller,
  isRefusal,
  type ReceivePicture,
  type Refusal,
  refuse,
} from "../core/call.ts";
import { nextTurn } from "../infra/for-each-chunk.ts";
import { networkOf } from "../infra/rate-limit.ts";
import { entityTagOf, isNotModified } from "./documents.ts";
import type { RunOnce } from "./idempotency.ts";
import type { RouteLimits } from "./limits.ts";
import { type InputParts, parseInput } from "./parse-input.ts";
import { anonymous, type FindCaller, readCaller } from "./read-caller.ts";
import { isDownload, isFileAnswer, sendDownload, sendFile } from "./send-download.ts";
import { isWatch, sendEvents } from "./send-events.ts";
import { languageOf, sendProblem } from "./send-problem.ts";
import { credentialsOf, type StaffCookie, setSessionCookie } from "./session-cookie.ts";
import type { Upload, UploadEnd, Uploads } from "./uploads.ts";

/** Streams the one picture out of a multipart body. */
type PictureAnswer =
  | { readonly picture: Uint8Array }
  | { readonly fault: "photo-missing" | "too-large" | "upload-incomplete" | UploadEnd };

/**
 * Reads the picture. Stops at the size limit, when `hold` reports that the process is full, or when the upload is
 * ended. The decoder determines the file type from the content.
 */
async function readPicture(
  request: FastifyRequest,
  { field, maxBytes }: Pick<NonNullable<Route["picture"]>, "field" | "maxBytes">,
  { hold, arrived, onEnd }: Pick<Upload, "hold" | "arrived" | "onEnd">,
): Promise<PictureAnswer> {
  if (!request.isMultipart()) return { fault: "photo-missing" };
  let why: UploadEnd | null = null;
  try {
    const part = await request.file();
    if (!part || part.fieldname !== field) return { fault: "photo-missing" };
    // The buffer has the declared size; more data than declared counts as too large.
    const picture = Buffer.allocUnsafeSlow(
      Math.min(maxBytes, Number(request.headers["content-length"] ?? maxBytes)),
    );
    let bytes = 0;
    onEnd((ended) => {
      why = ended;
      part.file.destroy(new Error("the upload was ended"));
    });
    for await (const chunk of part.file) {
      if (!hold(chunk.length)) return { fault: why ?? "service-unavailable" };
      if (bytes + chunk.length > picture.length) return { fault: "too-large" };
      picture.set(chunk, bytes);
      bytes += chunk.length;
      // Other requests get a turn here. Meanwhile the socket pauses the sender.
      await nextTurn();
    }
    if (part.file.truncated) return { fault: "too-large" };
    arrived();
    return bytes === 0 ? { fault: "photo-missing" } : { picture: picture.subarray(0, bytes) };
  } catch (error) {
    if (why !== null) return { fault: why };
    // Refusals of the multipart plugin have codes; a truncated body has none.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("FST_"))
      throw error;
    return { fault: "upload-incomplete" };
  }
}

/**
 * Handler of any route. Method syntax makes its parameters bivariant, so a handler of one specific route is assignable.
 * `parseInput` guarantees that the input matches the route's schemas.
 */
export interface AnyHandler {
  run(input: InputParts, call: Call): Promise<object>;
}

export interface RouteDeps {
  readonly findCaller: FindCaller;
  readonly limits: RouteLimits;
  readonly once: RunOnce;
  /** Uploads are in separate pools, so that callers who have not paid yet take no capacity from photos. */
  readonly uploads: { readonly photo: Uploads; readonly code: Uploads };
  readonly staffCookie: StaffCookie;
}

declare module "fastify" {
  interface FastifyRequest {
    /** null until the session was checked. */
    caller: Caller | null;
  }
}

export function registerRoute(
  app: FastifyInstance,
  route: Route,
  handler: AnyHandler,
  deps: RouteDeps,
): void {
  app.route({
    method: route.method,
    url: route.path,
    // No HEAD route: it would record a download that nobody received.
    exposeHeadRoute: false,
    config: { traced: route.name },
    ...(route.maxBodyBytes !== undefined && { bodyLimit: route.maxBodyBytes }),
    // This hook runs before the body is read, so the body of an unauthorized caller is never parsed.
    onRequest: async (request, reply) => {
      // A key in the address would be in logs, so it does not count, even beside one in the header.
      const isKeyInAddress =
        route.roles.includes("school-system") && request.url.includes(apiKeyPrefix);
      const credentials = isKeyInAddress
        ? undefined
        : credentialsOf(request, route, deps.staffCookie);
      const caller = await readCaller(
        credentials,
        route,
        deps.findCaller,
        isUse(request, route),
        request.ip,
      );
      if (typeof caller === "string") return sendProblem(reply, caller, {});
      const retryAfterS = await deps.limits.check(route.name, caller, request);
      if (retryAfterS !== null) return sendProblem(reply, "too-many-requests", { retryAfterS });
      request.caller = caller;
    },
    // Refused requests do not count.
    onSend: async (request, reply, payload) => {
      const { caller } = request;
      if (caller && reply.statusCode < 400)
        await deps.limits.afterSuccess(route.name, caller, request);
      return payload;
    },
    handler: (request, reply) => answer(request, reply, route, handler, deps),
  });
}

/**
 * Returns true if the request counts as an activity of the user. The client marks those that it sends by itself; files
 * and event streams never count.
 */
const isUse = ({ headers }: FastifyRequest, { answersWith }: Route): boolean =>
  answersWith === undefined && headers[idleHeader] === undefined;

/** Seconds for one picture to arrive over a good connection. */
const retryAfterS = 5;

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  handler: AnyHandler,
  deps: RouteDeps,
): Promise<FastifyReply> {
  const parsed = parseInput(route, request);
  if ("refused" in parsed) return sendProblem(reply, parsed.refused, {}, parsed.errors);
  if (!route.picture) return respond(request, reply, route, handler, parsed, deps);
  let input = parsed;
  if (route.idempotent) {
    const key = idempotencyKey.safeParse(request.headers[idempotencyKeyHeader]);
    if (!key.success) return sendProblem(reply, "idempotency-key-missing", {});
    input = { ...input, idempotencyKey: key.data };
  }
  const { picture } = route;
  const uploads = route.name === "readCodePicture" ? deps.uploads.code : deps.uploads.photo;
  const sender = { account: accountOf(request), network: networkOf(request.ip) };
  const begun: Upload[] = [];
  const receivePicture: ReceivePicture = async () => {
    const upload = uploads.begin(sender);
    if (!upload) return refuse("too-many-requests", { retryAfterS });
    begun.push(upload);
    const read = await readPicture(request, picture, upload);
    if (!("fault" in read)) return read.picture;
    if (read.fault === "service-unavailable") reply.header("retry-after", String(retryAfterS));
    return pictureRefusal(read.fault, picture);
  };
  try {
    return await respond(request, reply, route, handler, { ...input, receivePicture }, deps);
  } finally {
    for (const upload of begun) upload.end();
  }
}

async function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  handler: AnyHandler,
  input: InputParts,
  { once, findCaller, staffCookie }: RouteDeps,
): Promise<FastifyReply> {
  const call: Call = {
    caller: request.caller ?? anonymous,
    language: languageOf(request.headers["accept-language"]),
    requestId: request.id,
    address: request.ip,
    userAgent: request.headers["user-agent"] ?? null,
  };
  const work = async (): Promise<object> => {
    const answer = await handler.run(input, call);
    // Parsing drops every field that is not in the contract and throws when one is missing.
    return isRefusal(answer) || route.answersWith ? answer : route.answers.parse(answer);
  };
  const answer =
    route.idempotent && !route.picture
      ? await doOnce(request, route, input, once, work)
      : await work();
  if (isRefusal(answer)) return sendProblem(reply, answer.refused, answer.details);
  if (isFileAnswer(answer)) return sendFile(reply, answer);
  if (isDownload(answer)) return sendDownload(reply, answer);
  if (route.staffSession) setSessionCookie(reply, isSession(answer) ? answer : null, staffCookie);
  if (route.tagged) return sendTagged(request, reply, answer);
  if (!isWatch(answer)) return reply.send(answer);
  const isSignedIn = async (): Promise<boolean> =>
    typeof (await readCaller(
      credentialsOf(request, route, staffCookie),
      route,
      findCaller,
      false,
      request.ip,
    )) !== "string";
  return sendEvents(reply, route, answer, { session: sessionOf(request), isSignedIn });
}

/** Sends a response that the client may cache privately but must revalidate on each use. */
function sendTagged(request: FastifyRequest, reply: FastifyReply, answer: object): FastifyReply {
  const body = JSON.stringify(answer);
  reply.header("cache-control", "private, no-cache");
  return isNotModified(request, reply, entityTagOf(body))
    ? reply.send()
    : reply.type("application/json").send(body);
}

const isSession = (
  answer: object,
): answer is { readonly token: string; readonly expiresAt: string } =>
  "token" in answer &&
  typeof answer.token === "string" &&
  "expiresAt" in answer &&
  typeof answer.expiresAt === "string";

const accountOf = (request: FastifyRequest): string =>
  request.caller?.accountId ?? request.caller?.staffId ?? sessionOf(request);

const sessionOf = (request: FastifyRequest): string =>
  request.caller?.tokenSha256 ?? networkOf(request.ip);

async function doOnce(
  request: FastifyRequest,
  { name }: Route,
  input: InputParts,
  once: RunOnce,
  work: () => Promise<object>,
): Promise<object | Refusal> {
  const key = idempotencyKey.safeParse(request.headers[idempotencyKeyHeader]);
  if (!key.success) return refuse("idempotency-key-missing", {});
  const accountId = request.caller?.accountId ?? null;
  if (accountId === null)
    throw new Error(`${name} is idempotent, which needs callers with an account`);
  return once({ accountId, key: key.data, request: [name, input] }, work);
}

const pictureRefusal = (
  fault: Extract<PictureAnswer, { readonly fault: string }>["fault"],
  { maxBytes, tooLarge }: NonNullable<Route["picture"]>,
): Refusal =>
  fault === "too-large"
    ? refuse(tooLarge, { maxMegabytes: maxBytes / 1024 / 1024 })
    : refuse(fault, {});
