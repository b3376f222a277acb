/** Chooses a free port on this machine: the requested one, or one of the following unless the port is fixed. */
import { once } from "node:events";
import { createServer } from "node:net";

export interface PortRequest {
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  /** True when the port was configured explicitly. */
  readonly isFixed: boolean;
}

const portsToTry = 20;

/** Throws an Error with a remedy when the port is taken. */
export async function choosePort({ host, port, isFixed }: PortRequest): Promise<number> {
  const last = isFixed ? port : port + portsToTry;
  for (let tried = port; tried <= last; tried++) {
    const free = await freePort(host, tried);
    if (free !== null) return free;
  }
  throw new Error(
    `端口 ${port} 已被占用，请换一个 / Port ${port} is in use, choose another one: PORT=${port + 1} npm start`,
  );
}

async function freePort(host: string, port: number): Promise<number | null> {
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return null;
    throw error;
  } finally {
    server.close();
  }
}
