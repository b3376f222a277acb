/** Reads when a server's certificate expires. The real clients verify its chain and name. */
import { once } from "node:events";
import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { within } from "../infra/within.ts";

export interface TlsServer {
  readonly host: string;
  readonly port: number;
  /** Sent as SNI; missing for an address. */
  readonly name?: string;
  /** PostgreSQL connections start unencrypted and are upgraded to TLS. */
  readonly startsPlain: boolean;
}

/** PostgreSQL's SSLRequest: its length, and the code of the request. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** null: it shows none in time. */
export async function readExpiry(server: TlsServer, timeoutMs: number): Promise<Date | null> {
  const plain = connectPlain({ host: server.host, port: server.port });
  try {
    return await within(timeoutMs, shakeHands(plain, server));
  } catch {
    return null;
  } finally {
    plain.destroy();
  }
}

async function shakeHands(plain: Socket, { name, startsPlain }: TlsServer): Promise<Date | null> {
  await once(plain, "connect");
  if (startsPlain && !(await agreesOnTls(plain))) return null;
  const secure = connectTls({ socket: plain, rejectUnauthorized: false, ...(name && { servername: name }) });
  await once(secure, "secureConnect");
  const at = new Date(secure.getPeerCertificate().valid_to);
  return Number.isNaN(at.getTime()) ? null : at;
}

async function agreesOnTls(socket: Socket): Promise<boolean> {
  socket.write(sslRequest);
  const [answer] = await once(socket, "data");
  return String(answer) === "S";
}
