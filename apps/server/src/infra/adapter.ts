/** One way, of several in a list, to reach something outside: the settings that it alone has, and how it is opened with them. */
import { z } from "zod";

/** Fields of settings that many have. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .refine((address) => !/[?#@]/.test(address), "must be an address without ?, # and @");
export const text = z.string().min(1).max(500);

type Texts = Readonly<Record<string, string | undefined>>;

export type ReadAdapter<Deps, Port> =
  | { readonly ok: true; readonly open: (deps: Deps) => Port }
  /** Each names its setting by `path`. */
  | { readonly ok: false; readonly issues: readonly Pick<z.core.$ZodIssue, "path" | "message">[] };

export interface Adapter<Deps, Port> {
  /** The names of its settings, in the order of the guide. */
  readonly settings: readonly string[];
  /** What development takes for them; `sandbox`: its address. */
  development(sandbox: string): Readonly<Record<string, string>>;
  /** `env`: the variables that were given, an empty one left out. */
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
