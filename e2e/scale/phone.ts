/** A phone with an address of its own at the balancer's door, that tries again what was not answered. */
import { readFileSync } from "node:fs";
import { fetchTransport, type Transport } from "@gradphoto/domain/client";
import { Agent, FormData, fetch } from "undici";
import { patient } from "../people/patient-transport.ts";

/** Of all phones together. */
export interface Heard {
  requests: number;
  /** Answered with a fault when first sent. */
  firstTry5xx: number;
  /** Not answered at all when first sent. */
  firstTryUnanswered: number;
  /** Sent again. */
  retried: number;
  failedAfterRetry: number;
  tooManyRequests: number;
}

export const nothingHeard = (): Heard => ({
  requests: 0,
  firstTry5xx: 0,
  firstTryUnanswered: 0,
  retried: 0,
  failedAfterRetry: 0,
  tooManyRequests: 0,
});

export interface Phone {
  readonly transport: Transport<Blob>;
  /** The bytes of a picture; null when it is refused. */
  readonly look: (url: string, token: string) => Promise<Uint8Array | null>;
  readonly close: () => Promise<void>;
}

/** The balancer sees where a connection comes from: all of 127.0.0.0/8 is this machine. */
export function openPhone(address: string, certificateFile: string, received: Heard): Phone {
  const dispatcher = new Agent({ localAddress: address, connect: { ca: readFileSync(certificateFile) } });
  const plain = fetchTransport<Blob, FormData>({
    fetch: async (url, init) => {
      const answer = await fetch(url, { ...init, dispatcher });
      if (answer.status === 429) received.tooManyRequests++;
      return answer;
    },
    FormData,
  });
  const trying = patient(plain, ({ tried, status, isLast }) => {
    if (tried === 1 && status !== null && status >= 500) received.firstTry5xx++;
    if (tried === 1 && status === null) received.firstTryUnanswered++;
    if (isLast) received.failedAfterRetry++;
    else received.retried++;
  });
  return {
    transport: (request) => {
      received.requests++;
      return trying(request);
    },
    look: async (url, token) => {
      const answer = await fetch(url, { dispatcher, headers: { authorization: `Bearer ${token}` } });
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    },
    close: () => dispatcher.close(),
  };
}
