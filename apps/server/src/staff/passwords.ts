/** Passwords of staff: their hashes, and secrets for copying by hand, such as an initial password. */
import { hash, verify } from "@node-rs/argon2";
import type { StaffDeps } from "./deps.ts";

// Cost of argon2id, the library's default algorithm: the first choice of OWASP's password storage cheat sheet.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Hash of a random password, compared when there is no account, so that both cases take the same time. */
const hashOfNobody = hashPassword(crypto.randomUUID());

/** Compares a password. With a `passwordHash` of null it returns false after the same time as a comparison. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await hashOfNobody), password);
  return passwordHash !== null && matches;
}

/** Letters for copying by hand, without l, o, 0 and 1. */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** Returns `count` random letters of five bits each. */
export const typeableSecret = (randomBytes: (count: number) => Uint8Array, count: number): string =>
  Array.from(randomBytes(count), (byte) => letters[byte % letters.length]).join("");

/** Groups letters: `abcdefghij` becomes `abcde-fghij` with groups of five. */
export const inGroups = (text: string, size: number): string =>
  (text.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join("-");

/** Length of an initial password: 80 bits. */
const initialPasswordLetters = 16;
const initialPasswordMs = 7 * 86_400_000;

export type InitialAccess = Awaited<ReturnType<typeof initialAccess>>;

/**
 * Creates the access of a new or locked-out staff member: a password that only allows choosing a new one, and its
 * stored values.
 */
export async function initialAccess({
  clock,
  randomBytes,
}: Pick<StaffDeps, "clock" | "randomBytes">) {
  const initialPassword = inGroups(typeableSecret(randomBytes, initialPasswordLetters), 4);
  const initialPasswordUntil = new Date(clock().getTime() + initialPasswordMs);
  return {
    initialPassword,
    columns: { passwordHash: await hashPassword(initialPassword), initialPasswordUntil },
  };
}
