/** Client of the service: the student's language, the session, and retries where they are safe. */
import { type RouteRow, routeTable } from "@gradphoto/domain";
import {
  type Answer,
  type Client,
  contractVersion,
  createClient,
  type JsonRouteName,
  type RouteInput,
} from "@gradphoto/domain/client";
import { type PictureToSend, platform } from "../platform/index.ts";
import { endSession, sessionToken } from "../state/session.ts";
import { readCurrentSettings } from "../state/settings.ts";

export type Input<Name extends JsonRouteName> = RouteInput<Name, PictureToSend>;
export type Call = Client<PictureToSend>;

/** Waits between retries; a request that still fails is reported. */
const waitsMs = [500, 1500, 4000];
const passing: readonly string[] = [
  "network-unreachable",
  "service-unavailable",
  "idempotency-in-progress",
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls with another token than the student's, such as a helper's. */
export const callAs =
  (token: () => string | null): Call =>
  async (name, input) => {
    const client = createClient(platform.transport, {
      baseUrl: platform.baseUrl,
      language: readCurrentSettings().language,
      contractVersion,
      sessionToken: token,
    });
    const row: RouteRow = routeTable[name];
    const mayRepeat = row.method === "GET" || row.idempotent === true;
    for (const waitMs of mayRepeat ? waitsMs : []) {
      const answer = await client(name, input);
      if (answer.ok || !passing.includes(answer.problem.code)) return answer;
      await pause(waitMs);
    }
    return client(name, input);
  };

const asStudent = callAs(sessionToken);

/** Calls as the signed-in student; a session that has ended is removed. */
export async function call<Name extends JsonRouteName>(
  name: Name,
  input: Input<Name>,
): Promise<Answer<Name>> {
  const token = sessionToken();
  const answer = await asStudent(name, input);
  if (!answer.ok && answer.problem.status === 401 && answer.problem.code.startsWith("session-"))
    endSession(token);
  return answer;
}
