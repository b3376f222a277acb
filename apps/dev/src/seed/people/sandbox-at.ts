/** Door to the running sandbox for calls that happen in the past: each call carries the time of the caller's clock. */
import { once } from "node:events";
import { createServer, request } from "node:http";

export interface SandboxDoor {
  readonly url: string;
  readonly close: () => void;
}

export async function openSandboxAt(sandboxUrl: string, clock: () => Date): Promise<SandboxDoor> {
  const server = createServer((call, reply) => {
    const { method, headers, url = "/" } = call;
    const timed = { ...headers, "x-sandbox-time": clock().toISOString() };
    const onward = request(new URL(url, sandboxUrl), { method, headers: timed }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.on("error", () => reply.writeHead(502).end());
    call.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("A server on a port has no address");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
