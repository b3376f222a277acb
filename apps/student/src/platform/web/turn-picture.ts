/** Turns a chosen photo by a quarter, in the browser. */
import { quarterTurnedJpeg } from "../jpeg-orientation.ts";
import type { Picture } from "../platform.ts";
import { pictureOf } from "./kept-picture.ts";

/** Clockwise; null for what is no JPEG. */
export async function turnPicture({ url }: Picture): Promise<Picture | null> {
  const turned = quarterTurnedJpeg(new Uint8Array(await (await fetch(url)).arrayBuffer()));
  return turned && pictureOf(new Blob([turned.slice()], { type: "image/jpeg" }));
}
