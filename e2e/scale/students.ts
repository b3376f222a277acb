/** Many students at once, from sign-in to a photo that waits for its reviewer, each on a phone of their own. */
import { readFileSync } from "node:fs";
import { fetchTransport, type Transport } from "@gradphoto/domain/client";
import { Agent, FormData, fetch } from "undici";
import type { OutsideWorld } from "../people/outside-world.ts";
import { retrying } from "../people/retrying-transport.ts";
import { payAndConsent, type ShootingStudent } from "../people/shooting-student.ts";
import { signIn } from "../people/student.ts";
import { submitPhoto } from "../people/submit-photo.ts";

/** Results of all phones together. */
export interface Results {
  requests: number;
  /** Requests whose first try was answered with a fault. */
  firstTry5xx: number;
  /** Requests whose first try was not answered. */
  firstTryUnanswered: number;
  retried: number;
  failedAfterRetry: number;
  tooManyRequests: number;
}

export const noResults = (): Results => ({
  requests: 0,
  firstTry5xx: 0,
  firstTryUnanswered: 0,
  retried: 0,
  failedAfterRetry: 0,
  tooManyRequests: 0,
});

interface Phone {
  readonly transport: Transport<Blob>;
  /** Returns the bytes of a picture; null if the service refuses it. */
  readonly look: (url: string, token: string) => Promise<Uint8Array | null>;
  readonly close: () => Promise<void>;
}

/** Opens a phone. Each has its own address in 127.0.0.0/8, which the balancer sees, and repeats unanswered requests. */
function openPhone(address: string, certificateFile: string, results: Results): Phone {
  const dispatcher = new Agent({
    localAddress: address,
    connect: { ca: readFileSync(certificateFile) },
  });
  const plain = fetchTransport<Blob, FormData>({
    fetch: async (url, init) => {
      const answer = await fetch(url, { ...init, dispatcher });
      if (answer.status === 429) results.tooManyRequests++;
      return answer;
    },
    FormData,
  });
  const trying = retrying(plain, ({ tried, status, isLast }) => {
    if (tried === 1 && status !== null && status >= 500) results.firstTry5xx++;
    if (tried === 1 && status === null) results.firstTryUnanswered++;
    if (isLast) results.failedAfterRetry++;
    else results.retried++;
  });
  return {
    transport: (request) => {
      results.requests++;
      return trying(request);
    },
    look: async (url, token) => {
      const answer = await fetch(url, {
        dispatcher,
        headers: { authorization: `Bearer ${token}` },
      });
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    },
    close: () => dispatcher.close(),
  };
}

export interface Walked {
  readonly student: ShootingStudent;
  /** Id of the acknowledged upload. */
  readonly attemptId: string;
  readonly phone: Phone;
  readonly finishedMs: number;
}

export interface Crowd {
  readonly url: string;
  readonly certificateFile: string;
  readonly world: OutsideWorld;
  readonly results: Results;
  readonly students: number;
  /** Number of students who share one address and arrive at once. */
  readonly together: number;
  /** Number of other students at a time. */
  readonly atATime: number;
  /** Time by performance.now() after which nobody begins. */
  readonly deadlineMs: number;
  /** Number of the first address. No two crowds share one. */
  readonly addressesFrom: number;
}

/** Maximum number of sign-ins. A WeChat code is valid for one try, so a sign-in that met a kill starts over. */
const signInTries = 8;
/** Polling interval. More frequent polling by so many would take the cores that make the photos. */
const lookEveryMs = 8000;

export interface Progress {
  readonly finished: Walked[];
  /** Reasons of students who did not finish. */
  readonly failed: string[];
}

/** Walks the students, and adds each one to `progress` at the end. */
export async function walkStudents(crowd: Crowd, progress: Progress): Promise<void> {
  const { students, together, atATime, deadlineMs } = crowd;
  let next = Math.min(together, students);
  const go = async (number: number): Promise<void> => {
    try {
      progress.finished.push(await walkOne(crowd, number));
    } catch (error) {
      progress.failed.push(
        `student ${number}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
  const lane = async (): Promise<void> => {
    while (next < students && performance.now() < deadlineMs) await go(next++);
  };
  await Promise.all([
    ...Array.from({ length: Math.min(together, students) }, (_, number) => go(number)),
    ...Array.from({ length: atATime }, lane),
  ]);
  for (let number = next; number < students; number++)
    progress.failed.push(`student ${number}: no time was left`);
}

async function walkOne(crowd: Crowd, number: number): Promise<Walked> {
  const { url, certificateFile, world, results, together, deadlineMs, addressesFrom } = crowd;
  const phone = openPhone(
    addressOf(addressesFrom + Math.max(0, number - together + 1)),
    certificateFile,
    results,
  );
  try {
    const signedIn = await repeated(signInTries, () => signIn(world, url, phone.transport));
    const student = await payAndConsent(world, signedIn);
    const withinMs = Math.max(0, deadlineMs - performance.now());
    const attemptId = await submitPhoto(student, { withinMs, everyMs: lookEveryMs });
    return { student, attemptId, phone, finishedMs: performance.now() };
  } catch (error) {
    await phone.close();
    throw error;
  }
}

/** Returns addresses of this machine from 127.1.0.0 on. */
const addressOf = (number: number): string => `127.1.${number >> 8}.${number & 255}`;

async function repeated<Value>(tries: number, work: () => Promise<Value>): Promise<Value> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === tries) throw error;
    }
  }
}
