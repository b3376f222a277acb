/**
 * Format of the sandbox's collection code: `GPC1.<keyId>.<sealed>.<signature>`, parts in base64url. sealed = 12-byte
 * nonce, AES-256-GCM ciphertext of the JSON content, 16-byte tag; associated data `GPC1.<keyId>`. signature = Ed25519
 * over everything before it, without its dot.
 */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
} from "node:crypto";
import { z } from "zod";
import type { IssuerKeys } from "./chsi-books.ts";

const prefix = "GPC1";
const nonceBytes = 12;
const tagBytes = 16;
const signatureBytes = 64;
/** Maximum length of a text, far above that of a genuine code. Longer texts are refused unread. */
const maxChars = 1024;

/** Short names allow a coarser QR code: code id, student id, school, category, year, issued and expires in seconds. */
const content = z.object({
  c: z.string(),
  p: z.string(),
  s: z.string(),
  e: z.string(),
  y: z.number().int(),
  i: z.number().int(),
  x: z.number().int(),
});

export interface CodeContent {
  readonly codeId: string;
  readonly studentId: string;
  readonly schoolCode: string;
  readonly category: string;
  readonly graduationYear: number;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

const privateKeyOf = ({ signingKey }: IssuerKeys) =>
  createPrivateKey({ key: Buffer.from(signingKey, "base64url"), format: "der", type: "pkcs8" });

const sealingKeyOf = ({ sealingKey }: IssuerKeys): Buffer => Buffer.from(sealingKey, "base64url");

/** `nonce`: 12 random bytes, never reused. */
export function writeCode(content: CodeContent, keys: IssuerKeys, nonce: Buffer): string {
  const head = `${prefix}.${keys.keyId}`;
  const short: z.infer<typeof content> = {
    c: content.codeId,
    p: content.studentId,
    s: content.schoolCode,
    e: content.category,
    y: content.graduationYear,
    i: Math.floor(content.issuedAt.getTime() / 1000),
    x: Math.floor(content.expiresAt.getTime() / 1000),
  };
  const cipher = createCipheriv("aes-256-gcm", sealingKeyOf(keys), nonce).setAAD(Buffer.from(head));
  const sealed = Buffer.concat([
    nonce,
    cipher.update(JSON.stringify(short)),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const signed = `${head}.${sealed.toString("base64url")}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKeyOf(keys)).toString("base64url")}`;
}

export type CodeRefusal = "not-a-code" | "other-issuer" | "forged";

/** Returns the content of a genuine code, expired or not; otherwise the reason why the text is invalid. */
export function readCode(text: string, keys: IssuerKeys): CodeContent | CodeRefusal {
  if (text.length > maxChars) return "not-a-code";
  const [, head, keyId, sealedText, signatureText] =
    /^(GPC1\.(\w{1,16}))\.([\w-]+)\.([\w-]+)$/.exec(text.trim()) ?? [];
  if (!head || !sealedText || !signatureText) return "not-a-code";
  const sealed = Buffer.from(sealedText, "base64url");
  const signature = Buffer.from(signatureText, "base64url");
  if (sealed.length <= nonceBytes + tagBytes || signature.length !== signatureBytes)
    return "not-a-code";
  if (keyId !== keys.keyId) return "other-issuer";
  if (
    !verify(
      null,
      Buffer.from(`${head}.${sealedText}`),
      createPublicKey(privateKeyOf(keys)),
      signature,
    )
  )
    return "forged";
  const opened = content.parse(JSON.parse(openSealed(sealed, sealingKeyOf(keys), head)));
  return {
    codeId: opened.c,
    studentId: opened.p,
    schoolCode: opened.s,
    category: opened.e,
    graduationYear: opened.y,
    issuedAt: new Date(opened.i * 1000),
    expiresAt: new Date(opened.x * 1000),
  };
}

function openSealed(sealed: Buffer, key: Buffer, head: string): string {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes)).setAAD(
    Buffer.from(head),
  );
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return (
    decipher.update(sealed.subarray(nonceBytes, -tagBytes), undefined, "utf8") +
    decipher.final("utf8")
  );
}
