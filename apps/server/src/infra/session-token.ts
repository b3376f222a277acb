/** Session token of a client: 32 random bytes, of which only the SHA-256 is stored. */
import { createHash } from "node:crypto";

const hourMs = 3_600_000;

/** Idle timeouts of sessions, shared by the authentication check and the list of open sessions. */
export const idleEndMs = {
  /** A phone that was left, lent or sold loses access after a week. */
  student: 7 * 24 * hourMs,
  /** Staff screens display photos of faces, so an unattended desk loses access soon. */
  staff: 2 * hourMs,
} as const;

const tokenBytes = 32;

export const sessionTokenSha256 = (token: string): string =>
  createHash("sha256").update(token).digest("hex");

/** Creates a token, which is sent to the client and never stored. */
export const newSessionToken = (randomBytes: (count: number) => Uint8Array): string =>
  Buffer.from(randomBytes(tokenBytes)).toString("base64url");
