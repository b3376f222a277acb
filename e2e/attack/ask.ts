/** One request as an attacker writes it, and what came of it. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import type { PersonClient } from "../people/client.ts";

export interface Answered {
  readonly status: number;
  /** Of the problem; empty where there is none. */
  readonly code: string;
  readonly headers: Headers;
  readonly text: string;
}

export async function ask(url: string, path: string, init: RequestInit = {}): Promise<Answered> {
  const answer = await fetch(`${url}${path}`, { redirect: "manual", ...init });
  const text = await answer.text();
  return { status: answer.status, code: codeIn(text), headers: answer.headers, text };
}

/** A problem's code stands in its JSON. */
const codeIn = (text: string): string => /"code":"([a-z-]+)"/.exec(text)?.[1] ?? "";

export const asPerson = (client: PersonClient): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${client.token() ?? ""}`,
});

export function expectRefused({ status, code }: Pick<Answered, "status" | "code">, what: string, wanted: string): void {
  assert.equal(`${status} ${code}`.trim(), wanted, what);
}

export interface Heard {
  readonly text: string;
  /** By the other side, before the time was over. */
  readonly isClosed: boolean;
}

/** Sends raw bytes on a new connection. Returns everything received until it closes or `withinMs` passes. */
export function sendRaw(url: string, pieces: readonly (string | Uint8Array)[], withinMs = 5000): Promise<Heard> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let received = "";
    const end = (isClosed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text: received, isClosed });
    };
    const timer = setTimeout(end, withinMs, false);
    socket.on("data", (bytes) => {
      received += bytes.toString("latin1");
    });
    // Whoever is refused in the middle of its words is cut off.
    socket.on("error", () => end(true)).on("close", () => end(true));
    for (const piece of pieces) socket.write(piece);
  });
}

export const statusesIn = (text: string): readonly number[] =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
