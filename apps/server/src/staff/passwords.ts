/** Passwords of staff: argon2id with 19 MiB and two passes, the first choice of OWASP's password storage cheat sheet. */
import { hash, verify } from "@node-rs/argon2";

// The library takes argon2id unless it is told otherwise.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Of no password anybody knows: compared where there is no account, so that both take the same time. */
const hashOfNobody = hashPassword(crypto.randomUUID());

/** `passwordHash` null: false, after as long as it takes otherwise. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await hashOfNobody), password);
  return passwordHash !== null && matches;
}
