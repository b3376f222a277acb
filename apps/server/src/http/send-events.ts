/**
 * Streams server-sent events until the client leaves, its session ends, the app closes, or the stream reaches its
 * maximum age.
 */
import { Readable } from "node:stream";
import type { Route } from "@gradphoto/domain/routes";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Watch } from "../core/call.ts";

export const isWatch = (answer: object): answer is Watch => typeof answer === "function";

/** Interval of heartbeats, which keep proxies from closing an idle connection. */
const heartbeatMs = 15_000;
const renewAfterMs = 600_000;
const retryMs = 2000;
/**
 * Maximum number of streams. An additional one ends the session's oldest, because abandoned pages would otherwise block
 * new ones.
 */
const streamsPerSession = 3;

export interface Listener {
  readonly session: string;
  /**
   * Returns false once the session has ended. Called before each event, and at each heartbeat while no event occurs.
   */
  readonly isSignedIn: () => Promise<boolean>;
}

interface Stream {
  readonly session: string;
  readonly ending: AbortController;
}

const open = new WeakMap<FastifyInstance["server"], Set<Stream>>();

/** Ends the streams when the app closes, because they would keep it open. */
export function endEventsWithApp(app: FastifyInstance): void {
  open.set(app.server, new Set());
  app.addHook("preClose", async () => {
    for (const stream of open.get(app.server) ?? []) stream.ending.abort();
  });
}

export function sendEvents(
  reply: FastifyReply,
  route: Pick<Route, "answers">,
  watch: Watch,
  { session, isSignedIn }: Listener,
): FastifyReply {
  const ending = new AbortController();
  const stream: Stream = { session, ending };
  const streams = open.get(reply.server.server);
  const previous = [...(streams ?? [])].filter((one) => one.session === session);
  if (previous.length >= streamsPerSession) previous[0]?.ending.abort();
  streams?.add(stream);
  reply.raw.once("close", () => ending.abort());
  const renewing = setTimeout(() => ending.abort(), renewAfterMs);
  ending.signal.addEventListener("abort", () => {
    clearTimeout(renewing);
    streams?.delete(stream);
  });
  reply
    .type("text/event-stream; charset=utf-8")
    // A keep-alive connection would keep a closing app open.
    .header("connection", "close")
    // Prevents nginx from buffering events.
    .header("x-accel-buffering", "no");
  return reply.send(Readable.from(linesOf(route, watch, ending, isSignedIn)));
}

async function* linesOf(
  { answers }: Pick<Route, "answers">,
  watch: Watch,
  ending: AbortController,
  isSignedIn: Listener["isSignedIn"],
) {
  yield `retry: ${retryMs}\n\n`;
  const events = watch(ending.signal)[Symbol.asyncIterator]();
  try {
    let next = events.next();
    while (!ending.signal.aborted) {
      const event = await withinHeartbeat(next, ending.signal);
      if (ending.signal.aborted || !(await isSignedIn())) return;
      if (event === "quiet") {
        yield ": \n\n";
        continue;
      }
      if (event.done) return;
      yield `data: ${asciiJson(answers.parse(event.value))}\n\n`;
      next = events.next();
    }
  } finally {
    ending.abort();
    await events.return?.();
  }
}

/** Serializes as JSON with escaped non-ASCII characters, because chunks may split a multi-byte character. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

async function withinHeartbeat<T>(event: Promise<T>, left: AbortSignal): Promise<T | "quiet"> {
  let timer: NodeJS.Timeout | undefined;
  let end = (): void => {};
  const quiet = new Promise<"quiet">((resolve) => {
    end = () => resolve("quiet");
    timer = setTimeout(end, heartbeatMs);
    left.addEventListener("abort", end);
  });
  const first = await Promise.race([event, quiet]);
  clearTimeout(timer);
  left.removeEventListener("abort", end);
  return first;
}
