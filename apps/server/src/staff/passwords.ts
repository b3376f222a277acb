/**
 * Password hashing of staff: argon2id with 19 MiB and two passes, the first choice of OWASP's password storage cheat
 * sheet.
 */
import { hash, verify } from "@node-rs/argon2";

// The library's default algorithm is argon2id.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Hash of a random password, compared when there is no account, so that both cases take the same time. */
const hashOfNobody = hashPassword(crypto.randomUUID());

/** `passwordHash` null: returns false after the same time as a comparison. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await hashOfNobody), password);
  return passwordHash !== null && matches;
}
