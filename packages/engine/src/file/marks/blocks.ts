/** The pieces of a file that tell of the picture beside its pixels, as their container holds them, each bounded. */
import { latin1Of } from "../bytes.ts";

export interface Blocks {
  readonly xmp: Uint8Array[];
  /** TIFF, from its byte order on. */
  readonly exif: Uint8Array[];
  /** C2PA content credentials: JUMBF. */
  readonly credentials: Uint8Array[];
  readonly texts: { readonly keyword: string; readonly text: string }[];
}

/** Unpacks a zlib stream; empty where it is broken, or longer than `mostBytes` unpacked. The platform's own, so that a hostile stream costs no more than it does there. */
export type Inflate = (deflated: Uint8Array, mostBytes: number) => Uint8Array;

/** For whoever asks for what is never packed. */
export const leftDeflated: Inflate = () => new Uint8Array();

export const noBlocks = (): Blocks => ({ xmp: [], exif: [], credentials: [], texts: [] });

/** Far more than any program writes of one kind; what stands behind is not read. */
const mostBlocks = 16;
/** Of XMP and EXIF; a label stands before the depth maps and thumbnails that make them longer. */
export const maxBlockBytes = 2 ** 20;

export const isFull = (list: readonly unknown[]): boolean => list.length >= mostBlocks;

export function keep<One>(list: One[], one: One): void {
  if (!isFull(list)) list.push(one);
}

export const bounded = (block: Uint8Array): Uint8Array => block.subarray(0, maxBlockBytes);

const exifHead = "Exif\0\0";

/** Some containers hold the TIFF behind the head that it has in a JPEG. */
export const tiffOf = (exif: Uint8Array): Uint8Array =>
  latin1Of(exif, 0, exifHead.length) === exifHead ? exif.subarray(exifHead.length) : exif;
