/** Listens on this machine only, on the wanted port or, when nobody asked for it, on the next free one. */
import type { FastifyInstance } from "fastify";
import type { Config } from "./config.ts";

const host = "127.0.0.1";
const portsToTry = 20;

/** The URL. Throws an Error that says what to do when the port is taken. */
export async function listen(app: FastifyInstance, { port, portIsFixed }: Config): Promise<string> {
  const last = portIsFixed ? port : port + portsToTry;
  for (let tried = port; tried <= last; tried++) {
    try {
      return await app.listen({ host, port: tried });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
  throw new Error(
    `端口 ${port} 已被占用，请换一个 / Port ${port} is in use, choose another one: PORT=${port + 1} npm start`,
  );
}
