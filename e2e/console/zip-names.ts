/** The names of the files in a ZIP, as its directory tells them. */

const endBytes = 22;
const entryBytes = 46;

/** In their order; of a ZIP without a comment, below 65,535 files and 4 GiB. */
export function zipNames(zip: Buffer): readonly string[] {
  const end = zip.length - endBytes;
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const nameAt = at + entryBytes;
    const nameEnd = nameAt + zip.readUInt16LE(at + 28);
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return zip.toString("utf8", nameAt, nameEnd);
  });
}
