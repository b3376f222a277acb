/** Reads the text of the collection code in an uploaded picture. */
import type { ImageCodec } from "@gradphoto/engine";
import { type Refusal, refuse } from "../core/call.ts";
import { headerRefusal } from "../core/header-refusal.ts";
import { decodeQrText } from "./decode-picture.ts";

/**
 * Screenshots are not scaled. A 12-megapixel photo is halved; a code of a quarter of its width then has 7 pixels per
 * module.
 */
const maxLongSidePx = 3200;

export type CodePicture =
  | { readonly text: string }
  | Refusal<"photo-wrong-type" | "photo-broken" | "photo-too-many-pixels" | "code-unreadable">;

export async function readCodePicture(codec: ImageCodec, picture: Uint8Array): Promise<CodePicture> {
  const header = await codec.inspect(picture);
  if (!header.ok) return headerRefusal(header.problem);
  const raster = await codec.decode(picture, header.value, maxLongSidePx);
  if (!raster.ok) return refuse("photo-broken", {});
  const text = await decodeQrText(raster.value);
  return text === null ? refuse("code-unreadable", {}) : { text };
}
