/** Session token of a client: 32 random bytes, of which only the SHA-256 is stored. */
import { createHash } from "node:crypto";

const tokenBytes = 32;

export const sessionTokenSha256 = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Sent to the client and never stored. */
export const newSessionToken = (randomBytes: (count: number) => Uint8Array): string =>
  Buffer.from(randomBytes(tokenBytes)).toString("base64url");
