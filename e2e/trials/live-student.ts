/** A student who reads and sends photos all the time, and counts every wrong answer. */
import { setTimeout as delay } from "node:timers/promises";
import { fetchTransport, type Transport } from "@gradphoto/domain/client";
import { openClient } from "../people/client.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import { upload } from "../people/submit-photo.ts";

const giveUpAfterMs = 20_000;
const repeatAfterMs = 100;

interface TwoDoors {
  readonly transport: Transport<Blob>;
  readonly fetch: typeof fetch;
  /** Number of requests that moved to the other process because the first did not answer. */
  readonly turned: () => number;
}

/**
 * Opens a transport with two processes. All URLs begin with the first of `urls`, whichever process gets them. `address`
 * is the caller's, as the proxy reports it.
 */
export function openTwoDoors(urls: readonly [string, string], address: string): TwoDoors {
  let [requests, turned] = [0, 0];
  const throughDoors: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("x-forwarded-for", address);
    const deadline = performance.now() + giveUpAfterMs;
    requests += 1;
    for (let tried = 0; ; tried++) {
      const door = urls[(requests + tried) % urls.length] ?? urls[0];
      try {
        return await fetch(String(input).replace(urls[0], door), { ...init, headers });
      } catch (error) {
        if (performance.now() > deadline) throw error;
        turned += 1;
        if (tried > 0) await delay(repeatAfterMs);
      }
    }
  };
  return {
    transport: fetchTransport<Blob, FormData>({ fetch: throughDoors, FormData }),
    fetch: throughDoors,
    turned: () => turned,
  };
}

export interface Traffic {
  statusReads: number;
  looks: number;
  uploads: number;
  made: number;
  worstReadMs: number;
  readonly errors: string[];
}

export const noTraffic = (): Traffic => ({
  statusReads: 0,
  looks: 0,
  uploads: 0,
  made: 0,
  worstReadMs: 0,
  errors: [],
});

const pauseMs = 150;
const lookEvery = 4;
const uploadEvery = 60;
/** Maximum number of uploads per student and day, which is the service's limit. */
const maxUploads = 3;

export interface Living {
  readonly student: ShootingStudent;
  readonly url: string;
  readonly doors: TwoDoors;
  /** Number of the first round, so that students do not send at once. */
  readonly offset: number;
}

export async function live(
  { student, url, doors, offset }: Living,
  traffic: Traffic,
  isOver: () => boolean,
) {
  const client = openClient(url, doors.transport);
  client.signInAs(student.client.token() ?? "");
  const { call } = client;
  const params = { collectionId: student.collectionId };
  const note = (what: string, words: string): number =>
    traffic.errors.push(`${what}: ${words}`.slice(0, 200));

  async function look(): Promise<void> {
    const listed = await call("listAttempts", { params });
    if (!listed.ok) return void note("attempts", listed.problem.code);
    const made = listed.value.attempts.find(({ state }) => state === "made");
    if (!made) return;
    const attempt = await call("readAttempt", { params: { ...params, attemptId: made.attemptId } });
    if (!attempt.ok) return void note("attempt", attempt.problem.code);
    for (const picture of [attempt.value.original, attempt.value.result]) {
      if (!picture) return void note("picture", "is missing");
      const headers = { authorization: `Bearer ${client.token()}` };
      const answer = await doors.fetch(`${url}${picture.url}`, { headers }).catch(() => null);
      const bytes = new Uint8Array((await answer?.arrayBuffer()) ?? []);
      if (answer?.status !== 200 || bytes[0] !== 0xff)
        note("picture", `answered ${answer?.status}`);
    }
    traffic.looks += 1;
  }

  let [uploads, isMaking] = [0, false];
  for (let round = offset; !isOver(); round++) {
    const beganMs = performance.now();
    const status = await call("readCollectionStatus", { params });
    traffic.worstReadMs = Math.max(traffic.worstReadMs, Math.round(performance.now() - beganMs));
    if (!status.ok) note("status", status.problem.code);
    else {
      traffic.statusReads += 1;
      const { attempt } = status.value;
      if (isMaking && attempt && attempt.state !== "processing") {
        isMaking = false;
        if (attempt.state === "made") traffic.made += 1;
        else note("photo", attempt.state);
      }
    }
    if (round % lookEvery === 0) await look();
    if (round % uploadEvery === 0 && !isMaking && uploads < maxUploads) {
      const sent = await upload({ client, ...params });
      if (sent.ok) {
        uploads += 1;
        traffic.uploads += 1;
        isMaking = true;
      } else note("upload", sent.problem.code);
    }
    await delay(pauseMs);
  }
}
