/**
 * Head of the audit log as exported from the database: one signed line, stored under a name with its date, number and
 * hash.
 */
import { sign, verify } from "node:crypto";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import type { AuditKeys } from "./audit-keys.ts";

export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
  readonly keyId: string;
  /** Time of the export. */
  readonly at: Date;
}

/** Head as described by its object name. A listing of names is enough to compare the log with. */
export interface NamedHead {
  readonly key: string;
  readonly seq: number;
  /** First digits of the hash. */
  readonly hashStart: string;
}

/** Prefix of the heads in the object store. The bucket's operator locks this prefix against change and deletion. */
const prefix = "audit-heads/";
const hashStartDigits = 32;

const textOf = ({ seq, hash, keyId, at }: AuditHead): string =>
  `gradphoto-audit-head seq=${seq} hash=${hash} key=${keyId} at=${at.toISOString()}`;

/**
 * Signs a head as one line. Anybody with the public key can verify it: docs/operations/audit-log.md has the openssl
 * command.
 */
function signHead(keys: AuditKeys, head: AuditHead): string {
  const text = textOf(head);
  return `${text} signature=${sign(null, Buffer.from(text), keys.sign(head.keyId).privateKey).toString("base64")}`;
}

const linePattern =
  /gradphoto-audit-head seq=(\d{1,15}) hash=([0-9a-f]{64}) key=([a-z0-9-]{1,32}) at=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) signature=([A-Za-z0-9+/]{86}==)/;

/**
 * Parses and verifies a head; a longer log line may contain it. Returns null when the signature is invalid or the key
 * is not in the list.
 */
export function readHead(keys: AuditKeys, line: string): AuditHead | null {
  const [, seq = "", hash = "", keyId = "", at = "", signature = ""] = linePattern.exec(line) ?? [];
  if (signature === "" || keys.ageOf(keyId) === null) return null;
  const head = { seq: Number(seq), hash, keyId, at: new Date(at) };
  const isSigned = verify(
    null,
    Buffer.from(textOf(head)),
    keys.sign(keyId).publicKey,
    Buffer.from(signature, "base64"),
  );
  return isSigned ? head : null;
}

function nameOf({ seq, hash, at }: AuditHead): string {
  const [day = "", time = ""] = at.toISOString().split("T");
  return `${prefix}${day}/${time.replace(/\D/g, "")}-s${seq}-${hash.slice(0, hashStartDigits)}`;
}

/** Stores a signed head and returns its object key. Never overwrites an existing head. */
export async function storeHead(
  objects: ObjectStore,
  keys: AuditKeys,
  head: AuditHead,
): Promise<string> {
  const line = signHead(keys, head);
  const key = nameOf(head);
  if (!(await objects.head(key))) await objects.put(key, Buffer.from(`${line}\n`));
  return line;
}

export async function listHeads(objects: Pick<ObjectStore, "list">): Promise<readonly NamedHead[]> {
  const heads: NamedHead[] = [];
  for await (const key of objects.list(prefix)) {
    const [, seq, hashStart] = /-s(\d{1,15})-([0-9a-f]{32})$/.exec(key) ?? [];
    if (seq !== undefined && hashStart !== undefined)
      heads.push({ key, seq: Number(seq), hashStart });
  }
  return heads;
}
