/**
 * Adapter of an external system, one of several in a list: its own settings, and the function that opens it with them.
 */
import { z } from "zod";

/** Setting schemas shared by many adapters. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .refine((address) => !/[?#@]/.test(address), "must be an address without ?, # and @");
export const text = z.string().min(1).max(500);

type Texts = Readonly<Record<string, string | undefined>>;

export type ReadAdapter<Deps, Port> =
  | { readonly ok: true; readonly open: (deps: Deps) => Port }
  /** Each issue names its setting in `path`. */
  | { readonly ok: false; readonly issues: readonly Pick<z.core.$ZodIssue, "path" | "message">[] };

export interface Adapter<Deps, Port> {
  /** Names of its settings, in the order of the guide. */
  readonly settings: readonly string[];
  /** Returns the settings for development. `sandbox` is the address of the sandbox. */
  development(sandbox: string): Readonly<Record<string, string>>;
  /**
   * Validates the settings and opens the adapter. `env` contains the environment variables that are set and not empty.
   */
  read(env: Texts): ReadAdapter<Deps, Port>;
}

export function adapter<Shape extends z.ZodRawShape, Deps, Port>(parts: {
  readonly settings: Shape;
  readonly development: Adapter<Deps, Port>["development"];
  readonly open: (settings: z.output<z.ZodObject<Shape>>, deps: Deps) => Port;
}): Adapter<Deps, Port> {
  const schema = z.object(parts.settings);
  return {
    settings: Object.keys(parts.settings),
    development: parts.development,
    read: (env) => {
      const parsed = schema.safeParse(env);
      if (!parsed.success) return { ok: false, issues: parsed.error.issues };
      return { ok: true, open: (deps) => parts.open(parsed.data, deps) };
    },
  };
}
