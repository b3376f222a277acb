/** Addresses of pictures: signed, short-lived, for one session and one purpose. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "./clock.ts";

const pictures = ["original", "photo"] as const;
/** `own`: the student looks at it; the others are staff's. Closed and in order: the index is in the address. */
const purposes = ["own", "review", "service", "school"] as const;

export type PictureKind = (typeof pictures)[number];
export type PicturePurpose = (typeof purposes)[number];

export interface PictureLink {
  readonly attemptId: string;
  readonly picture: PictureKind;
  readonly purpose: PicturePurpose;
  /** Of the session that may look. */
  readonly tokenSha256: string;
}

export interface PictureLinks {
  sign(link: PictureLink): { readonly url: string; readonly expiresAt: string };
  /** null for what was not signed here. */
  read(token: string): (PictureLink & { readonly expired: boolean }) | null;
}

const validS = 600;
const facts = { idBytes: 16, sessionBytes: 32, signatureBytes: 16 } as const;
const bodyBytes = 1 + facts.idBytes + facts.sessionBytes + 4;

/** `key`: 32 bytes, used for nothing else. 69 bytes stand as 92 letters, within what a router takes as one parameter. */
export function createPictureLinks(key: Uint8Array, clock: Clock): PictureLinks {
  const signatureOf = (body: Uint8Array): Buffer =>
    createHmac("sha256", key).update(body).digest().subarray(0, facts.signatureBytes);
  return {
    sign: ({ attemptId, picture, purpose, tokenSha256 }) => {
      const expiresS = Math.floor(clock().getTime() / 1000) + validS;
      const body = Buffer.alloc(bodyBytes);
      body.writeUInt8(purposes.indexOf(purpose) * pictures.length + pictures.indexOf(picture));
      body.write(attemptId.replaceAll("-", ""), 1, "hex");
      body.write(tokenSha256, 1 + facts.idBytes, "hex");
      body.writeUInt32BE(expiresS, bodyBytes - 4);
      const token = Buffer.concat([body, signatureOf(body)]).toString("base64url");
      return { url: `/v1/pictures/${token}`, expiresAt: new Date(expiresS * 1000).toISOString() };
    },
    read: (token) => {
      const bytes = Buffer.from(token, "base64url");
      if (bytes.length !== bodyBytes + facts.signatureBytes) return null;
      const body = bytes.subarray(0, bodyBytes);
      if (!timingSafeEqual(signatureOf(body), bytes.subarray(bodyBytes))) return null;
      const code = body.readUInt8();
      const picture = pictures[code % pictures.length];
      const purpose = purposes[Math.floor(code / pictures.length)];
      if (!picture || !purpose) return null;
      const hex = body.toString("hex", 1, 1 + facts.idBytes);
      const attemptId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
      const tokenSha256 = body.toString("hex", 1 + facts.idBytes, bodyBytes - 4);
      const expired = body.readUInt32BE(bodyBytes - 4) * 1000 <= clock().getTime();
      return { attemptId, picture, purpose, tokenSha256, expired };
    },
  };
}
