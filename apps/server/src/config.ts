/** The server's settings, parsed once from the environment; all faults are reported together. */
import { availableParallelism } from "node:os";
import { z } from "zod";

const environment = z.object({
  /** 0 takes any free port. */
  PORT: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(0)
    .max(65535, "must be at most 65535")
    .default(3000),
  GRADPHOTO_WORKERS: z.coerce.number("must be a number").int("must be a whole number").min(1).max(64).optional(),
  /** "off" refuses HEIC pictures, where patents ask for it. */
  GRADPHOTO_HEIC: z.enum(["on", "off"], "must be on or off").default("on"),
});

export interface Config {
  readonly port: number;
  /** True when the port was asked for; another one may be taken otherwise. */
  readonly portIsFixed: boolean;
  readonly workers: number;
  readonly heic: boolean;
}

/** Throws an Error that names every setting that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
    throw new Error(
      `设置有误，请改正后再启动 / These settings are not right; mend them and start again:\n${faults.join("\n")}`,
    );
  }
  const { PORT, GRADPHOTO_WORKERS, GRADPHOTO_HEIC } = parsed.data;
  return {
    port: PORT,
    portIsFixed: given.PORT !== undefined,
    workers: GRADPHOTO_WORKERS ?? Math.max(1, Math.min(4, availableParallelism())),
    heic: GRADPHOTO_HEIC === "on",
  };
}
