/** Traces are sent where a setting names a collector; where none does, nothing that could send them is loaded. */
import type { SendDeps, Tracing } from "./send-traces.ts";

const none: Tracing = { stop: async () => {} };

/** `collectorUrl`: null names none. */
export async function startTracing({
  collectorUrl,
  ...more
}: Omit<SendDeps, "collectorUrl"> & { readonly collectorUrl: string | null }): Promise<Tracing> {
  if (collectorUrl === null) return none;
  const { sendTraces } = await import("./send-traces.ts");
  return sendTraces({ ...more, collectorUrl });
}
