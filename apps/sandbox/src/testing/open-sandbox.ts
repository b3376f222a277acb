/** Sandbox for tests without a network. The test controls the clock, the delays and the callbacks. */
import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { createSandbox } from "../sandbox.ts";
import type { Callback } from "../world.ts";

export interface OpenSandbox {
  readonly app: FastifyInstance;
  readonly deliverDue: () => Promise<number>;
  readonly clock: { now: Date };
  /** Delays that endpoints requested; tests do not wait for them. */
  readonly waitedMs: number[];
  /** Callbacks sent to the product, in order. */
  readonly callbacks: Callback[];
  /**
   * Statuses with which the product answers the next callbacks; undefined means no answer. Once the list is empty, the
   * product answers 200.
   */
  readonly answers: (number | undefined)[];
  /** Sends a GET request; resolves to the status and the parsed body. */
  readonly get: (url: string, headers?: Record<string, string>) => Promise<Reply>;
  readonly post: (url: string, body: object, headers?: Record<string, string>) => Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export function openSandbox(booksFile?: string): OpenSandbox {
  const clock = { now: new Date("2026-06-01T02:00:00Z") };
  const waitedMs: number[] = [];
  const callbacks: Callback[] = [];
  const answers: (number | undefined)[] = [];
  const { app, deliverDue } = createSandbox({
    clock: () => clock.now,
    randomBytes,
    wait: async (ms) => {
      waitedMs.push(ms);
    },
    callBack: async (callback) => {
      callbacks.push(callback);
      const status = answers.length > 0 ? answers.shift() : 200;
      return status === undefined ? undefined : { status, text: status === 200 ? "success" : "" };
    },
    ...(booksFile === undefined ? {} : { booksFile }),
  });
  const get: OpenSandbox["get"] = async (url, headers = {}) => {
    const { statusCode, body } = await app.inject({ method: "GET", url, headers });
    return { status: statusCode, body: JSON.parse(body) };
  };
  const post: OpenSandbox["post"] = async (url, sent, headers = {}) => {
    const allHeaders = { "content-type": "application/json", ...headers };
    const { statusCode, body } = await app.inject({
      method: "POST",
      url,
      headers: allHeaders,
      payload: JSON.stringify(sent),
    });
    return { status: statusCode, body: JSON.parse(body) };
  };
  return { app, deliverDue, clock, waitedMs, callbacks, answers, get, post };
}

export const minutes = (n: number): number => n * 60 * 1000;

export function passTime({ clock }: OpenSandbox, ms: number): void {
  clock.now = new Date(clock.now.getTime() + ms);
}
