/** The secret a client holds for its session: 32 random bytes, of which only the SHA-256 is kept. */
import { createHash } from "node:crypto";

const tokenBytes = 32;

export const sessionTokenSha256 = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Given to the client and kept nowhere. */
export const newSessionToken = (randomBytes: (count: number) => Uint8Array): string =>
  Buffer.from(randomBytes(tokenBytes)).toString("base64url");
