import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { workOut } from "./human-proof.ts";

const challenge = { kind: "work", token: "a-token", bits: 12 } as const;

test("the answer is what the service asks for", async () => {
  const proof = await workOut({ ...challenge, expiresAt: new Date(Date.now() + 60_000).toISOString() });
  const hash = createHash("sha256").update(`a-token:${proof?.answer}`).digest();
  expect(hash.readUInt32BE() >>> 20).toBe(0);
});

test("when its time is over, nothing more is worked out", async () => {
  expect(await workOut({ ...challenge, bits: 200, expiresAt: new Date(0).toISOString() })).toBeNull();
});
