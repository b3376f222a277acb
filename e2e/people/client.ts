/** A person's typed client of the product, and helpers for expected answers and refusals. */
import assert from "node:assert/strict";
import {
  type Answer,
  type Client,
  contractVersion,
  createClient,
  fetchTransport,
  type RouteAnswer,
  type RouteName,
  type Transport,
} from "@gradphoto/domain/client";

export interface PersonClient {
  readonly call: Client<Blob>;
  readonly signInAs: (token: string) => void;
  readonly token: () => string | null;
  /** Opens a path of the product, such as a picture, with the session. */
  readonly open: (address: string) => Promise<Response>;
}

export const plainTransport: Transport<Blob> = fetchTransport<Blob, FormData>({ fetch, FormData });

export function openClient(
  baseUrl: string,
  transport: Transport<Blob> = plainTransport,
): PersonClient {
  let token: string | null = null;
  const call = createClient(transport, {
    baseUrl,
    language: "zh",
    contractVersion,
    sessionToken: () => token,
  });
  return {
    call,
    signInAs: (input) => {
      token = input;
    },
    token: () => token,
    open: (address) =>
      fetch(`${baseUrl}${address}`, { headers: { authorization: `Bearer ${token}` } }),
  };
}

/** Returns the value of an answer. Fails with the problem's text if it is a refusal. */
export async function take<Name extends RouteName>(
  answer: Promise<Answer<Name>>,
): Promise<RouteAnswer<Name>> {
  const input = await answer;
  if (!input.ok) assert.fail(`${input.problem.code}: ${input.problem.detail}`);
  return input.value;
}

/** Returns the text of an expected refusal. Fails if the answer is a value or another refusal. */
export async function refusal<Name extends RouteName>(
  answer: Promise<Answer<Name>>,
  code: string,
): Promise<string> {
  const input = await answer;
  assert.ok(!input.ok, `expected the refusal ${code}, but it was done`);
  assert.equal(input.problem.code, code, input.problem.detail);
  return `${code}: ${input.problem.words.zh}`;
}
