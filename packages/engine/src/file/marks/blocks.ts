/** The pieces of a file that tell of the picture beside its pixels, as views on the file, each bounded. */
import { joined, latin1Of } from "../bytes.ts";

export interface Blocks {
  readonly xmp: TextBlock[];
  /** TIFF, from its byte order on. */
  readonly exif: Uint8Array[];
  /** C2PA content credentials: JUMBF. */
  readonly credentials: Uint8Array[];
  readonly texts: { readonly keyword: string; readonly block: TextBlock }[];
  /** XMP and EXIF that nobody reads, because there is too much of it. */
  readonly unread: Uint8Array[];
}

export interface TextBlock {
  /** In their order. */
  readonly pieces: readonly Uint8Array[];
  /** Together they are a zlib stream. */
  readonly isPacked: boolean;
}

/** Unpacks a zlib stream; empty where it is broken, or longer than `mostBytes` unpacked. The platform's own, so that a hostile stream costs no more than it does there. */
export type Inflate = (deflated: Uint8Array, mostBytes: number) => Uint8Array;

export const noBlocks = (): Blocks => ({ xmp: [], exif: [], credentials: [], texts: [], unread: [] });

/** Far more than any program writes of one kind; what stands behind is not read. */
const mostBlocks = 16;
/** Of XMP and of EXIF: a packet and its extension, each once more from a careless program. */
const mostMetadata = 4;
/** Of XMP and EXIF; a label stands before the depth maps and thumbnails that make them longer. */
export const maxBlockBytes = 2 ** 20;

export function keep<One>(list: One[], one: One): void {
  if (list.length < mostBlocks) list.push(one);
}

/** `exif`: as its container holds it. */
export function keepExif(blocks: Blocks, exif: Uint8Array): void {
  if (blocks.exif.length >= mostMetadata) blocks.unread.push(exif);
  else blocks.exif.push(bounded(tiffOf(exif), blocks));
}

export function keepXmp(blocks: Blocks, { pieces, isPacked }: TextBlock): void {
  if (blocks.xmp.length >= mostMetadata) {
    blocks.unread.push(...pieces);
    return;
  }
  let room = maxBlockBytes;
  const stored = pieces.map((piece) => {
    const part = bounded(piece, blocks, room);
    room -= part.length;
    return part;
  });
  blocks.xmp.push({ pieces: stored, isPacked });
}

export const bytesOfText = ({ pieces, isPacked }: TextBlock, inflate: Inflate): Uint8Array =>
  isPacked ? inflate(joined(pieces), maxBlockBytes) : joined(pieces);

function bounded(block: Uint8Array, { unread }: Blocks, room = maxBlockBytes): Uint8Array {
  if (block.length > room) unread.push(block.subarray(room));
  return block.subarray(0, room);
}

const exifHead = "Exif\0\0";

/** Some containers hold the TIFF behind the head that it has in a JPEG. */
const tiffOf = (exif: Uint8Array): Uint8Array =>
  latin1Of(exif, 0, exifHead.length) === exifHead ? exif.subarray(exifHead.length) : exif;
