/** Expiry of the certificates of the public address, the object store and the database. */
import { once } from "node:events";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { judgeCertificate } from "../health/connections/limits.ts";
import { lineTo } from "../infra/db/database.ts";
import { withTimeout } from "../infra/share-probe.ts";
import {
  type Check,
  createFault,
  createFinding,
  type DoctorDeps,
  type Finding,
  ok,
} from "./check.ts";

interface TlsServer {
  readonly host: string;
  readonly port: number;
  /** Server name for SNI; omitted for an IP address. */
  readonly name?: string;
  /** True for PostgreSQL, whose connections start unencrypted and are upgraded to TLS. */
  readonly startsPlain: boolean;
}

/** SSLRequest message of PostgreSQL: its length and the request code. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** Reads the expiry. Returns null when the server presents no certificate in time. */
async function readExpiry(server: TlsServer, timeoutMs: number): Promise<Date | null> {
  const plain = connectPlain({ host: server.host, port: server.port });
  try {
    return await withTimeout(timeoutMs, shakeHands(plain, server));
  } catch {
    return null;
  } finally {
    plain.destroy();
  }
}

async function shakeHands(plain: Socket, { name, startsPlain }: TlsServer): Promise<Date | null> {
  await once(plain, "connect");
  if (startsPlain && !(await agreesOnTls(plain))) return null;
  const secure = connectTls({
    socket: plain,
    rejectUnauthorized: false,
    ...(name && { servername: name }),
  });
  await once(secure, "secureConnect");
  const at = new Date(secure.getPeerCertificate().valid_to);
  return Number.isNaN(at.getTime()) ? null : at;
}

async function agreesOnTls(socket: Socket): Promise<boolean> {
  socket.write(sslRequest);
  const [answer] = await once(socket, "data");
  return String(answer) === "S";
}

interface Subject {
  readonly of: "public" | "store" | "database";
  readonly name: { readonly zh: string; readonly en: string };
  readonly server: TlsServer;
}

export const certificates: Check = {
  label: { zh: "证书", en: "certificates" },
  run: async (deps) => Promise.all(subjectsOf(deps).map((subject) => judge(subject, deps))),
};

function subjectsOf({ config, env, database: { url } }: DoctorDeps): readonly Subject[] {
  const subjects: Subject[] = [];
  const add = (
    of: Subject["of"],
    zh: string,
    en: string,
    address: string,
    usualPort: number,
  ): void => {
    const { hostname, port } = new URL(address);
    const server = {
      host: hostname,
      port: Number(port || usualPort),
      startsPlain: of === "database",
    };
    subjects.push({ of, name: { zh: `${zh} ${hostname}`, en: `${en} ${hostname}` }, server });
  };
  if (config.publicUrl.startsWith("https:"))
    add("public", "公网地址", "the public address", config.publicUrl, 443);
  const store = env.GRADPHOTO_OBJECTS ?? "";
  if (store.startsWith("https:")) add("store", "照片存储", "the object store", store, 443);
  if (lineTo({ url }).isChecked) add("database", "数据库", "the database", url, 5432);
  return subjects;
}

async function judge(
  { of, name, server }: Subject,
  { clock, timeoutMs }: DoctorDeps,
): Promise<Finding> {
  const at = await readExpiry(
    { ...server, ...(isIP(server.host) === 0 && { name: server.host }) },
    timeoutMs,
  );
  if (at === null) {
    return createFault(
      { zh: `看不到${name.zh} 的证书`, en: `${name.en} shows no certificate` },
      {
        zh: "检查地址、网络与那里的 TLS 设置",
        en: "look at the address, the network and TLS over there",
      },
    );
  }
  const leftMs = at.getTime() - clock().getTime();
  const days = Math.floor(leftMs / 86_400_000);
  const observation = {
    zh: `${name.zh} 的证书还有 ${days} 天`,
    en: `the certificate of ${name.en} is good for ${days} days`,
  };
  const measured = { what: "certificate_expires", of, at } as const;
  const state = judgeCertificate(leftMs);
  if (state === "ok") return { ...ok(observation.zh, observation.en), measured };
  const renew = { zh: "续签证书，并让它自动续签", en: "renew it, and let it be renewed by itself" };
  return { ...createFinding(state, observation, renew), measured };
}
