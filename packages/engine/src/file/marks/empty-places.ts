/** Erases the location from EXIF and XMP in place: no byte of anything else moves. */
import { latin1Of } from "../bytes.ts";
import { directoriesOf } from "./exif-texts.ts";
import { walkXmp, type XmpName } from "./walk-xmp.ts";

const gpsTag = 0x8825;
const entryBytes = 12;
/** 32 kinds of entries exist. */
const mostGpsEntries = 64;
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Overwrites the GPS directory and all its values with zeros. */
export function emptyGps(tiff: Uint8Array): void {
  const { u16, u32, directoryAt } = directoriesOf(tiff);
  const entry = directoryAt(u32(4)).get(gpsTag);
  if (entry === undefined) return;
  const gps = u32(entry + 8);
  const main = u32(4);
  const mainEnd = main + 2 + u16(main) * entryBytes + 4;
  /** Skips ranges that overlap the header or the main directory, such as a pointer erased earlier. */
  const empty = (from: number, to: number): void => {
    if (from >= 8 && (to <= main || from >= mainEnd)) tiff.fill(0, from, to);
  };
  const count = Math.min(mostGpsEntries, u16(gps));
  for (let i = 0; i < count; i++) {
    const at = gps + 2 + i * entryBytes;
    const bytes = (bytesOfType[u16(at + 2)] ?? 0) * u32(at + 4);
    if (bytes > 4) empty(u32(at + 8), u32(at + 8) + bytes);
  }
  // Leaves an empty directory, which every reader accepts.
  empty(gps, gps + 2 + count * entryBytes + 4);
}

/** Location names used by IPTC, Photoshop and EXIF in XMP. */
const placeName =
  /^(gps|(city|state|country|countrycode|countryname|provincestate|sublocation|worldregion|location|locationcreated|locationshown)$)/i;
const isPlace = ({ local }: XmpName): boolean => placeName.test(local);

const [space, lessThan] = [0x20, 0x3c];

/** Overwrites the values with blanks, and also everything that cannot be parsed. */
export function emptyXmpPlaces(packet: Uint8Array): void {
  const isOpenAt: (number | null)[] = [];
  const blank = (from: number, to: number): void => void (to > from && packet.fill(space, from, to));
  // One character per byte keeps the offsets.
  const read = walkXmp(latin1Of(packet), {
    attribute: (attribute, at) => {
      if (!isPlace(attribute)) return;
      const quote = packet[at - 1] ?? 0;
      blank(packet.lastIndexOf(quote, at - 2) + 1, at - 1);
    },
    openTag: (tag, at) => void isOpenAt.push(isPlace(tag) ? at : null),
    closeTag: (at) => {
      const openedAt = isOpenAt.pop() ?? null;
      if (openedAt !== null) blank(openedAt, packet.lastIndexOf(lessThan, at - 1));
    },
  });
  blank(read, packet.length);
}
