/** Starts tracing if a setting names a collector. Otherwise the SDK is not even loaded. */
import type { SendDeps, Tracing } from "./send-traces.ts";

const none: Tracing = { stop: async () => {} };

/** Starts tracing. `collectorUrl` is null if there is no collector. */
export async function startTracing({
  collectorUrl,
  ...more
}: Omit<SendDeps, "collectorUrl"> & { readonly collectorUrl: string | null }): Promise<Tracing> {
  if (collectorUrl === null) return none;
  const { sendTraces } = await import("./send-traces.ts");
  return sendTraces({ ...more, collectorUrl });
}
