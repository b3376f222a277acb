/** Client of the service in the person's language. The session is a cookie that scripts cannot read. */
import {
  type Answer,
  contractVersion,
  createClient,
  fetchTransport,
  type JsonRouteName,
  type RouteInput,
} from "@gradphoto/domain/client";
import { answerMsOf, fetchWithin } from "./fetch-within.ts";
import { isIdle } from "./is-idle.ts";
import { currentSettings } from "./settings.ts";

export type Input<Name extends JsonRouteName> = RouteInput<Name, Blob>;

let whenSessionEnds: () => void = () => undefined;

/** Registers a callback for answers that report the end of the session. */
export function onSessionEnd(listener: () => void): void {
  whenSessionEnds = listener;
}

let usedAt = performance.now();

/** Time since this page last made a request that renews the session. */
export const sinceLastRequestMs = (): number => performance.now() - usedAt;

export async function call<Name extends JsonRouteName>(
  name: Name,
  input: Input<Name>,
): Promise<Answer<Name>> {
  const transport = fetchTransport<Blob, FormData>({
    fetch: fetchWithin(answerMsOf(name, input)),
    FormData,
  });
  const client = createClient(transport, {
    baseUrl: location.origin,
    language: currentSettings().language,
    contractVersion,
    sessionToken: () => null,
    isIdle,
  });
  const isUse = !isIdle();
  const queriedAt = performance.now();
  const answer = await client(name, input);
  // Counts from the time of the request: a late answer does not mean a later renewal.
  if (isUse && answer.ok) usedAt = Math.max(usedAt, queriedAt);
  if (!answer.ok && answer.problem.code.startsWith("session-")) whenSessionEnds();
  return answer;
}
