/** Metadata blocks of a file, as bounded views into the file. */
import { joined, latin1Of } from "../bytes.ts";

export interface Blocks {
  readonly xmp: TextBlock[];
  /** TIFF data of each EXIF block, starting with its byte order. */
  readonly exif: Uint8Array[];
  /** C2PA manifest stores, each a JUMBF superbox. */
  readonly credentials: Uint8Array[];
  readonly texts: { readonly keyword: string; readonly block: TextBlock }[];
  /** XMP and EXIF that exceed the limits and are not read. */
  readonly unread: Uint8Array[];
}

export interface TextBlock {
  /** Pieces in file order. */
  readonly pieces: readonly Uint8Array[];
  /** True if the pieces together are a zlib stream. */
  readonly isPacked: boolean;
}

/**
 * Inflates a zlib stream. The result is empty where the stream is broken, or inflates to more than `mostBytes`. Uses
 * the platform's implementation, which limits the cost of a hostile stream.
 */
export type Inflate = (deflated: Uint8Array, mostBytes: number) => Uint8Array;

export const noBlocks = (): Blocks => ({
  xmp: [],
  exif: [],
  credentials: [],
  texts: [],
  unread: [],
});

/** Maximum number of blocks of one kind, far more than any program writes. Later ones are not read. */
const maxBlocks = 16;
/**
 * Maximum number of XMP and of EXIF blocks: a packet and its extension, each possibly duplicated by a careless program.
 */
const maxMetadata = 4;
/** Maximum size of XMP and EXIF. Labels come before the depth maps and thumbnails that make blocks longer. */
const maxBlockBytes = 2 ** 20;

export function pushWithin<One>(list: One[], one: One): void {
  if (list.length < maxBlocks) list.push(one);
}

/** Adds an EXIF block as stored in its container. */
export function storeExif(blocks: Blocks, exif: Uint8Array): void {
  if (blocks.exif.length >= maxMetadata) blocks.unread.push(exif);
  else blocks.exif.push(bounded(tiffOf(exif), blocks));
}

export function storeXmp(blocks: Blocks, { pieces, isPacked }: TextBlock): void {
  if (blocks.xmp.length >= maxMetadata) {
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

/** Returns the TIFF data. Some containers store it after the header that it has in a JPEG. */
const tiffOf = (exif: Uint8Array): Uint8Array =>
  latin1Of(exif, 0, exifHead.length) === exifHead ? exif.subarray(exifHead.length) : exif;

export function unlessBroken<One>(read: () => One, otherwise: One): One {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
