/** Client of the registry over HTTP; the contract is in the README of the sandbox. */
import { allIdentityOutcomes } from "@gradphoto/domain";
import { z } from "zod";
import { requestJson } from "../request-json.ts";
import type { Registry, RegistryFault } from "./registry.ts";

export interface HttpRegistrySettings {
  /** Address without a trailing slash. */
  readonly baseUrl: string;
  /** Bearer token. */
  readonly key: string;
  /** Time limit of a complete call. */
  readonly timeoutMs: number;
}

const word = z.string().min(1).max(200);
const received = z.object({ receipt: word });
const item = z.discriminatedUnion("state", [
  z.object({ itemId: word, state: z.literal("pending") }),
  z.object({ itemId: word, state: z.literal("identity"), outcome: z.enum(allIdentityOutcomes) }),
  z.object({ itemId: word, state: z.literal("accepted"), receipt: word }),
  z.object({ itemId: word, state: z.literal("refused"), reason: word }),
]);
const batch = received.extend({ items: z.array(item) });

export function createHttpRegistry({ baseUrl, key, timeoutMs }: HttpRegistrySettings): Registry {
  async function request<T>(
    path: string,
    answer: z.ZodType<T>,
    body?: object,
  ): Promise<T | { fault: RegistryFault }> {
    const headers = { authorization: `Bearer ${key}` };
    const url = new URL(`${baseUrl}/registry/batches${path}`);
    const reply = await requestJson({ url, headers, timeoutMs, ...(body && { body }) });
    if (!reply) return { fault: "unreachable" };
    if (reply.status !== 200) return { fault: faultOf(reply.status, reply.body) };
    const parsed = answer.safeParse(reply.body);
    return parsed.success ? parsed.data : { fault: "answer-unreadable" };
  }
  return {
    uploadBatch: (batchId, photos) =>
      request("", received, {
        batchId,
        items: photos.map(({ photo, ...rest }) => ({
          ...rest,
          photo: Buffer.from(photo).toString("base64"),
        })),
      }),
    queryBatch: (batchId) => request(`/${encodeURIComponent(batchId)}`, batch),
  };
}

function faultOf(status: number, body: unknown): RegistryFault {
  const code = z.object({ code: z.string() }).safeParse(body).data?.code;
  if (status === 404 && code === "unknown-batch") return "unknown-batch";
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 429 || status === 503) return "busy";
  if (status >= 500) return "unreachable";
  return code === undefined ? "answer-unreadable" : "request-refused";
}
