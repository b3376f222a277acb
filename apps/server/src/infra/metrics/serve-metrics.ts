/** Serves the metrics on a separate address, by default only on this machine, because they must not be public. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { Log } from "../log.ts";
import type { Metrics } from "./metrics.ts";

/** Returns the error text for a port that is in use, with the setting that chooses another one. */
export function portInUse(
  error: unknown,
  { port, setting }: { readonly port: number; readonly setting: string },
): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) return error;
  return new Error(
    `端口 ${port} 已被占用，可能是另一个 GradPhoto；请停下它，或换一个端口 / Port ${port} is in use, perhaps by another GradPhoto: stop that one, or choose another port: ${setting}=${port + 1}`,
    { cause: error },
  );
}

/** Serves GET /metrics. `port` 0 means any free port. Throws if the port is in use. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
  log: Log,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics")
      return response.writeHead(404).end();
    response.writeHead(200, { "content-type": metrics.contentType }).end(await metrics.text());
  });
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw portInUse(error, { port, setting: "GRADPHOTO_METRICS_PORT" });
  });
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${taken}/metrics`;
  log.info({ url }, "metrics are served");
  return {
    url,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
