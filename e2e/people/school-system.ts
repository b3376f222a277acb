/** A school's own system, which reads with an API key that two persons made. */
import assert from "node:assert/strict";
import type { RouteAnswer, Transport } from "@gradphoto/domain/client";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { openClient, type PersonClient, plainTransport, take } from "./client.ts";

type Wish = ParsedInput<"createApiKey">["body"];
type Change = RouteAnswer<"readSystemChanges">["changes"][number];

export const localNetworks = ["127.0.0.0/8", "::1/128", "10.0.0.0/8"];

export interface SystemKey {
  readonly keyId: string;
  readonly token: string;
  readonly client: PersonClient;
}

/** Creates a key as a school administrator; it waits for a second person. */
export async function createKey(
  admin: PersonClient,
  url: string,
  wish: Partial<Wish> = {},
  transport: Transport<Blob> = plainTransport,
): Promise<SystemKey> {
  const rights = {
    name: "教务系统",
    scopes: ["progress", "photos"],
    projects: null,
    networks: localNetworks,
    days: 30,
  };
  const body: Wish = { ...rights, scopes: ["progress", "photos"], ...wish };
  const { keyId, token } = await take(admin.call("createApiKey", { body }));
  const client = openClient(url, transport);
  client.signInAs(token);
  return { keyId, token, client };
}

/** Reads the feed to its present end, page by page. */
export async function pullAll(system: PersonClient, from = "0", limit = 20) {
  const changes: Change[] = [];
  for (let cursor = from; ; ) {
    const page = await take(system.call("readSystemChanges", { query: { cursor, limit } }));
    assert.ok(page.changes.length <= limit);
    changes.push(...page.changes);
    cursor = page.next;
    if (!page.more) return { changes, next: cursor };
  }
}
