/** Inflates a zlib stream with Node's own zlib. */
import { inflateSync } from "node:zlib";
import type { Inflate } from "../file/marks/blocks.ts";

export const inflate: Inflate = (deflated, maxOutputLength) => {
  try {
    return inflateSync(deflated, { maxOutputLength });
  } catch {
    return new Uint8Array();
  }
};
