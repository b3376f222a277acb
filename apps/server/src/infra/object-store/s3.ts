/** Objects in a bucket of any S3-compatible store. */
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import { z } from "zod";
import { adapter, httpUrl } from "../adapter.ts";
import { readLimited } from "../read-limited.ts";
import {
  checkKey,
  isKey,
  type ObjectStore,
  ObjectStoreError,
  type OpenStore,
} from "./object-store.ts";

export interface S3Place {
  /** Scheme, host and bucket, as in https://s3.example.org/photos, with path-style addressing. */
  readonly bucketUrl: string;
  readonly region: string;
  /** Time limit of one request including all retries. */
  readonly timeoutMs: number;
}

export interface S3Secret {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Signed {
  readonly method: "PUT" | "GET" | "HEAD" | "DELETE";
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

/** Default time limit, enough for one photo over a slow line between two data centres. */
const usualTimeoutMs = 20_000;
const retries = 2;
const pauseMs = 100;
/** Maximum size of a list of a thousand keys. */
const maxListBytes = 4_000_000;

/** Headers with the signed hash, by which the store refuses a body that was changed in transit. */
const headersOf = (body: Uint8Array) => ({
  "content-type": "application/octet-stream",
  "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
});

export function createS3({ bucketUrl, region, timeoutMs }: S3Place, secret: S3Secret): ObjectStore {
  const client = new AwsClient({ ...secret, service: "s3", region });

  /**
   * Sends a signed request. The client only signs: in its own requests, Node loses the time limit on garbage collection
   * (https://github.com/nodejs/undici/issues/4068), and a silent store would block a worker forever.
   */
  async function send(url: string, request: Signed, signal: AbortSignal): Promise<Response> {
    for (let tried = 0; ; tried++) {
      const { headers } = await client.sign(url, request);
      const response = await fetch(url, { ...request, headers, signal });
      if ((response.status < 500 && response.status !== 429) || tried === retries) return response;
      await response.body?.cancel();
      await pause(pauseMs * 2 ** tried, undefined, { signal });
    }
  }

  const unlessAway = async <Answer>(input: Promise<Answer>): Promise<Answer> => {
    try {
      return await input;
    } catch (cause) {
      throw new ObjectStoreError("The object store cannot be reached, or does not answer in time", {
        cause,
      });
    }
  };

  const bucket = bucketUrl.replace(/\/+$/, "");
  const sendSigned = (method: Signed["method"], key: string, body?: Uint8Array) =>
    requestObject(method, `${bucket}/${checkKey(key)}`, body);

  /** Requests one object. Returns null for 404. */
  async function requestObject(method: Signed["method"], url: string, body?: Uint8Array) {
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = body && { body: new Uint8Array(body), headers: headersOf(body) };
    const response = await unlessAway(send(url, { method, ...sent }, signal));
    if (response.ok) return { response, signal };
    await response.body?.cancel();
    if (response.status === 404) return null;
    throw new ObjectStoreError(`The object store answered ${method} with ${response.status}`);
  }

  return {
    put: async (key, bytes) => {
      const answer = await sendSigned("PUT", key, bytes);
      if (!answer) throw new ObjectStoreError("The bucket does not exist");
      await answer.response.body?.cancel();
    },
    get: async (key) => {
      const answer = await sendSigned("GET", key);
      return (
        answer && unlessAway(readLimited(answer.response, Number.MAX_SAFE_INTEGER, answer.signal))
      );
    },
    head: async (key) => {
      const answer = await sendSigned("HEAD", key);
      return answer && { bytes: Number(answer.response.headers.get("content-length")) };
    },
    list: async function* (prefix) {
      checkKey(prefix.replace(/\/$/, ""));
      for (let after = ""; ; ) {
        const query = new URLSearchParams({
          "list-type": "2",
          prefix,
          ...(after && { "start-after": after }),
        });
        const answer = await requestObject("GET", `${bucket}?${query}`);
        if (!answer) throw new ObjectStoreError("The bucket does not exist");
        const bytes = await unlessAway(readLimited(answer.response, maxListBytes, answer.signal));
        if (!bytes)
          throw new ObjectStoreError("The object store answered a list with more than it may");
        // Our keys need no escaping; other keys in the bucket are ignored.
        const keys = [
          ...Buffer.from(bytes)
            .toString()
            .matchAll(/<Key>([^<]*)<\/Key>/g),
        ].map(([, key = ""]) => key);
        // Some stores, such as radosgw on files, include the start-after key itself.
        const begunAfter = after;
        const further = keys.filter((key) => key > begunAfter);
        for (const key of further) if (isKey(key)) yield key;
        const last = further.at(-1);
        if (last === undefined) return;
        after = last;
      }
    },
    delete: async (key) => {
      const answer = await sendSigned("DELETE", key);
      await answer?.response.body?.cancel();
    },
  };
}

export const s3 = adapter({
  settings: {
    GRADPHOTO_OBJECTS: httpUrl,
    GRADPHOTO_S3_REGION: z.string().default("us-east-1"),
    GRADPHOTO_S3_KEY: z
      .string("must be set for a bucket")
      .regex(/^\S+:[^:\s]+$/, "must be id:secret"),
  },
  development: () => ({}),
  open: (env): OpenStore => {
    // Access keys of OpenStack Swift contain a colon.
    const colon = env.GRADPHOTO_S3_KEY.lastIndexOf(":");
    const secret = {
      accessKeyId: env.GRADPHOTO_S3_KEY.slice(0, colon),
      secretAccessKey: env.GRADPHOTO_S3_KEY.slice(colon + 1),
    };
    const place = {
      bucketUrl: env.GRADPHOTO_OBJECTS,
      region: env.GRADPHOTO_S3_REGION,
      timeoutMs: usualTimeoutMs,
    };
    return { objects: createS3(place, secret), folder: null };
  },
});
