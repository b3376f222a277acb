/** Signed, short-lived addresses of pictures, for one session and one purpose. */
import { pathOf } from "@gradphoto/domain";
import type { Clock } from "./clock.ts";
import { createSignedLinks } from "./signed-links.ts";

const pictures = ["original", "photo"] as const;
/**
 * Purposes of a link: `own` is for the student, the others are for staff. The address contains the index, so their
 * order must not change.
 */
const purposes = ["own", "review", "service", "school"] as const;

export type PictureKind = (typeof pictures)[number];
export type PicturePurpose = (typeof purposes)[number];

export interface PictureLink {
  readonly attemptId: string;
  readonly picture: PictureKind;
  readonly purpose: PicturePurpose;
  /** Hash of the session's token. */
  readonly tokenSha256: string;
}

export interface PictureLinks {
  sign(link: PictureLink): { readonly url: string; readonly expiresAt: string };
  /** Returns null for a token that was not signed here. */
  read(token: string): (PictureLink & { readonly expired: boolean }) | null;
}

/** Creates and reads links. `key` has 32 bytes and is used only for signed addresses. */
export function createPictureLinks(key: Uint8Array, clock: Clock): PictureLinks {
  const links = createSignedLinks(key, clock, { domain: "picture", validS: 300, sameWithinS: 300 });
  return {
    sign: ({ attemptId: id, picture, purpose, tokenSha256 }) => {
      const code = purposes.indexOf(purpose) * pictures.length + pictures.indexOf(picture);
      const { token, expiresAt } = links.sign({ code, id, tokenSha256 });
      return { url: pathOf("readPicture", { token }), expiresAt };
    },
    read: (token) => {
      const link = links.read(token);
      if (!link) return null;
      const picture = pictures[link.code % pictures.length];
      const purpose = purposes[Math.floor(link.code / pictures.length)];
      const { id: attemptId, tokenSha256, expired } = link;
      return picture && purpose ? { attemptId, picture, purpose, tokenSha256, expired } : null;
    },
  };
}
