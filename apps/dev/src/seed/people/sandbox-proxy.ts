/** Proxy to the sandbox that adds the time of the history's clock to each request. */
import { once } from "node:events";
import { createServer, request } from "node:http";

interface SandboxProxy {
  readonly url: string;
  readonly close: () => void;
}

export async function openSandboxProxy(
  sandboxUrl: string,
  clock: () => Date,
): Promise<SandboxProxy> {
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
  if (typeof address !== "object" || address === null)
    throw new Error("A server on a port has no address");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
