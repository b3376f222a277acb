/** One question to an outside system: JSON back, or null for whatever else may happen. */
import { readLimited } from "./read-limited.ts";

export interface OutsideAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Question {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; without it the question is a GET. */
  readonly body?: object;
  readonly timeoutMs: number;
}

/** Far more than any of them answers. */
const maxAnswerBytes = 256 * 1024;

/** Null: no answer in time, a broken one, one that is not JSON or too long. Never throws for what comes from outside. */
export async function askOutside({ url, headers, body, timeoutMs }: Question): Promise<OutsideAnswer | null> {
  try {
    const response = await fetch(url, {
      method: body ? "POST" : "GET",
      headers: { accept: "application/json", ...(body && { "content-type": "application/json" }), ...headers },
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await readLimited(response, maxAnswerBytes);
    return answer && { status: response.status, body: JSON.parse(Buffer.from(answer).toString("utf8")) };
  } catch {
    return null;
  }
}
