/** Settings of the sandbox from the environment. */
import { z } from "zod";

const environment = z.object({
  /** 0 picks any free port. */
  PORT: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(0)
    .max(65535)
    .default(3900),
  /** File that stores the books. Without it they exist only in memory. */
  GRADPHOTO_SANDBOX_BOOKS: z.string().optional(),
  /** Folder with the secrets of a rehearsal, which replace the public ones. */
  GRADPHOTO_SANDBOX_REHEARSAL: z.string().optional(),
  NODE_ENV: z
    .string()
    .refine((value) => value !== "production", "the sandbox never runs in production")
    .optional(),
});

export interface Config {
  readonly port: number;
  readonly booksFile?: string;
  readonly rehearsalFolder?: string;
}

/** Throws an Error that names every invalid setting. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(filled);
  if (!parsed.success) {
    throw new Error(
      `沙箱设置有误，请改正后再启动 / Mend these settings of the sandbox and start again:\n${z.prettifyError(parsed.error)}`,
    );
  }
  const {
    PORT,
    GRADPHOTO_SANDBOX_BOOKS: booksFile,
    GRADPHOTO_SANDBOX_REHEARSAL: rehearsalFolder,
  } = parsed.data;
  return {
    port: PORT,
    ...(booksFile !== undefined && { booksFile }),
    ...(rehearsalFolder !== undefined && { rehearsalFolder }),
  };
}
