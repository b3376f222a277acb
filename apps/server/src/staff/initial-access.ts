/** Initial access of a new or locked-out staff member: a password that only allows choosing a new one. */
import type { StaffDeps } from "./deps.ts";
import { hashPassword } from "./passwords.ts";
import { inGroups, typeableSecret } from "./typeable-secret.ts";

/** 80 bits. */
const initialPasswordLetters = 16;
const initialPasswordMs = 7 * 86_400_000;

export type InitialAccess = Awaited<ReturnType<typeof initialAccess>>;

/** Creates an initial password, and the values stored of it. */
export async function initialAccess({ clock, randomBytes }: Pick<StaffDeps, "clock" | "randomBytes">) {
  const initialPassword = inGroups(typeableSecret(randomBytes, initialPasswordLetters), 4);
  const initialPasswordUntil = new Date(clock().getTime() + initialPasswordMs);
  return { initialPassword, columns: { passwordHash: await hashPassword(initialPassword), initialPasswordUntil } };
}
