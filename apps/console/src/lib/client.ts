/** Calls of the service in the language of the person at the screen; the session is a cookie that no script can read. */
import {
  type Answer,
  contractVersion,
  createClient,
  fetchTransport,
  type JsonRouteName,
  type RouteInput,
} from "@gradphoto/domain/client";
import { answerMsOf } from "./answer-ms.ts";
import { fetchWithin } from "./fetch-within.ts";
import { currentSettings } from "./settings.ts";
import { isUntouched } from "./touched.ts";

export type Input<Name extends JsonRouteName> = RouteInput<Name, Blob>;

let whenSessionEnds: () => void = () => undefined;

/** What is done when an answer says that the session has ended. */
export function onSessionEnd(listener: () => void): void {
  whenSessionEnds = listener;
}

let usedAt = performance.now();

/** Since this page last asked for what keeps the session. */
export const unusedMs = (): number => performance.now() - usedAt;

export async function call<Name extends JsonRouteName>(name: Name, input: Input<Name>): Promise<Answer<Name>> {
  const transport = fetchTransport<Blob, FormData>({ fetch: fetchWithin(answerMsOf(name, input)), FormData });
  const client = createClient(transport, {
    baseUrl: location.origin,
    language: currentSettings().language,
    contractVersion,
    sessionToken: () => null,
    isUntouched,
  });
  const isUse = !isUntouched();
  const askedAt = performance.now();
  const answer = await client(name, input);
  // From when it was asked: one that is answered late has kept the session no longer.
  if (isUse && answer.ok) usedAt = Math.max(usedAt, askedAt);
  if (!answer.ok && answer.problem.code.startsWith("session-")) whenSessionEnds();
  return answer;
}
