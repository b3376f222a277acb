/** Objects in a bucket of any S3-compatible store. */
import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { z } from "zod";
import { adapter, httpUrl } from "../adapter.ts";
import { checkKey, type ObjectStore, ObjectStoreError, type OpenStore } from "./object-store.ts";

export interface S3Place {
  /** Scheme, host and bucket, as in https://s3.example.org/photos; path-style addressing. */
  readonly bucketUrl: string;
  readonly region: string;
}

export interface S3Secret {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** One photo over a slow line between two machine rooms. */
const timeoutMs = 20_000;
const retries = 2;

/** With its hash signed, the store refuses a body that was changed on the way. */
const headersOf = (body: Uint8Array) => ({
  "content-type": "application/octet-stream",
  "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
});

export function createS3({ bucketUrl, region }: S3Place, secret: S3Secret): ObjectStore {
  const client = new AwsClient({ ...secret, service: "s3", region, retries });

  /** null for 404. */
  async function ask(method: "PUT" | "GET" | "HEAD" | "DELETE", key: string, body?: Uint8Array) {
    const url = `${bucketUrl.replace(/\/+$/, "")}/${checkKey(key)}`;
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = body && { body: new Uint8Array(body), headers: headersOf(body) };
    const response = await client.fetch(url, { method, signal, ...sent });
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return null;
    throw new ObjectStoreError(`The object store answered ${method} with ${response.status}`);
  }

  return {
    put: async (key, bytes) => {
      const answer = await ask("PUT", key, bytes);
      if (!answer) throw new ObjectStoreError("The bucket does not exist");
      await answer.body?.cancel();
    },
    get: async (key) => {
      const answer = await ask("GET", key);
      return answer && new Uint8Array(await answer.arrayBuffer());
    },
    head: async (key) => {
      const answer = await ask("HEAD", key);
      return answer && { bytes: Number(answer.headers.get("content-length")) };
    },
    delete: async (key) => {
      const answer = await ask("DELETE", key);
      await answer?.body?.cancel();
    },
  };
}

export const s3 = adapter({
  settings: {
    GRADPHOTO_OBJECTS: httpUrl,
    GRADPHOTO_S3_REGION: z.string().default("us-east-1"),
    GRADPHOTO_S3_KEY: z.string("must be set for a bucket").regex(/^[^:\s]+:\S+$/, "must be id:secret"),
  },
  development: () => ({}),
  open: (env): OpenStore => {
    const [accessKeyId = "", ...secret] = env.GRADPHOTO_S3_KEY.split(":");
    const place = { bucketUrl: env.GRADPHOTO_OBJECTS, region: env.GRADPHOTO_S3_REGION };
    return { objects: createS3(place, { accessKeyId, secretAccessKey: secret.join(":") }), folder: null };
  },
});
