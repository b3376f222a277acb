/**
 * Files whose containers keep a reader busy, for each format and kind of part: too many, empty, huge, nested, cyclic or
 * unterminated parts.
 */
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { declaredSize, gridOf, heicFile, heicOf, tileItem } from "./heic-file.ts";
import { heifBox, pngChunk, pngFile, u16, u32 } from "./image-files.ts";

export interface HostileContainer {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Size of the files, almost the largest permitted upload. */
const wholeBytes = 9_900_000;
const filled = (part: Buffer, bytes = wholeBytes): Buffer =>
  Buffer.alloc(Math.floor(bytes / part.length) * part.length, part);
const text = (words: string): Buffer => Buffer.from(words, "latin1");
const littleEndian = (value: number): Buffer => u32(value).reverse();

const numbered = (count: number, of: (id: number) => readonly Buffer[]): Buffer[] =>
  Array.from({ length: count }, (_, at) => of(at + 1)).flat();

const tiff = (...entries: readonly Buffer[]): Buffer =>
  Buffer.concat([text("MM\0*"), u32(8), u16(entries.length), ...entries, u32(8)]);
const entry = (tag: number, type: number, count: number, value: number): Buffer =>
  Buffer.concat([u16(tag), u16(type), u32(count), u32(value)]);

/** EXIF directories that point to themselves, have the most entries possible, or declare values as long as the file. */
const exifs: Readonly<Record<string, Buffer>> = {
  "directories that point to themselves": tiff(entry(0x8825, 4, 1, 8), entry(0x8769, 4, 1, 8)),
  "a directory of the most entries": Buffer.concat([
    text("MM\0*"),
    u32(8),
    u16(0xffff),
    filled(entry(0x8825, 4, 1, 8), 60_000),
  ]),
  "places as long as the file": tiff(
    entry(0x8825, 4, 1, 26),
    ...Array.from({ length: 60 }, () => entry(2, 5, 0x1fffffff, 0)),
  ),
};

const named = (words: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:exif="e" xmlns:photoshop="p">${words}`;

/** XMP packets of `bytes` bytes. */
const xmps: Readonly<Record<string, (bytes: number) => Buffer>> = {
  "an unended tag of a place": (bytes) => text("<x:xmpmeta<exif:GPS".padEnd(bytes, "a")),
  "unended tags of places": (bytes) =>
    Buffer.concat([text("<x:xmpmeta"), filled(text("<exif:GPSa "), bytes - 20)]),
  "open tags of places": (bytes) =>
    Buffer.concat([text(named("")), filled(text("<photoshop:City>"), bytes - 200)]),
  "attributes of places": (bytes) =>
    Buffer.concat([
      text(named("<a ")),
      filled(text("exif:GPSa='1' "), bytes - 200),
      text("/></x:xmpmeta>"),
    ]),
  "packets that begin and never end": (bytes) => filled(text("<x:xmpmeta "), bytes),
  "attributes in a space of a long name": (bytes) => {
    const attributes = Array.from(
      { length: Math.floor((Math.min(bytes, 65_000) - 17_000) / 12) },
      (_, at) => ` a:b${at}=""`,
    );
    return text(`<x xmlns:a="${"u".repeat(16_400)}"${attributes.join("")}/>`);
  },
  "one long value": (bytes) =>
    text(`${named("<photoshop:City>").padEnd(bytes - 40, "x")}</photoshop:City></x:xmpmeta>`),
  entities: (bytes) =>
    Buffer.concat([
      text(named("<a>")),
      filled(text("&amp;&#x41;"), bytes - 200),
      text("</a></x:xmpmeta>"),
    ]),
};

const jpegSegment = (code: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, code]), u16(body.length + 2), body]);
const webpChunk = (type: string, body: Buffer): Buffer =>
  Buffer.concat([text(type), littleEndian(body.length), body, Buffer.alloc(body.length % 2)]);

export async function hostileContainers(): Promise<readonly HostileContainer[]> {
  const picture = sharp({
    create: { width: 900, height: 1200, channels: 3, background: "#a08070" },
  });
  const [jpeg, png, webp] = await Promise.all([
    picture.clone().jpeg().toBuffer(),
    picture.clone().png().toBuffer(),
    picture.clone().withXmp("<x/>").webp().toBuffer(),
  ]);
  const heic = { width: 48, height: 32, luma: () => 100, cb: 128, cr: 128 };
  const containers: HostileContainer[] = [];
  const add = (format: string, name: string, ...parts: readonly Buffer[]): void => {
    containers.push({
      name: `${format}: ${name}`,
      mediaType: `image/${format}`,
      bytes: Buffer.concat(parts),
    });
  };

  const inJpeg = (name: string, ...parts: readonly Buffer[]): void =>
    add("jpeg", name, jpeg.subarray(0, 2), ...parts, jpeg.subarray(2));
  const xmpHead = text("http://ns.adobe.com/xap/1.0/\0");
  const extensionHead = Buffer.concat([
    text("http://ns.adobe.com/xmp/extension/\0"),
    Buffer.alloc(40),
  ]);
  for (const [kind, body] of [
    ["empty segments", Buffer.alloc(0)],
    ["segments of EXIF", text("Exif\0\0")],
    ["segments of XMP", xmpHead],
    ["parts of extended XMP", extensionHead],
    ["parts of content credentials", text("JP\0\0\0\0\0\0\0\0\0\0\0\0")],
  ] as const)
    inJpeg(`many ${kind}`, filled(jpegSegment(0xe1, body)));
  inJpeg("segments shorter than their own length", filled(Buffer.from("ffe10000", "hex")));
  inJpeg("fill bytes", filled(Buffer.from([0xff])));
  inJpeg("what stands between two segments", filled(Buffer.from([0xff, 0x00])));
  inJpeg(
    "huge segments",
    filled(jpegSegment(0xe1, Buffer.concat([xmpHead, Buffer.alloc(65_000, "x")]))),
  );
  const scan = Buffer.from("ffda000c03010002110311003f00", "hex");
  add("jpeg", "many scans", jpeg.subarray(0, -2), filled(scan), jpeg.subarray(-2));
  add(
    "jpeg",
    "a scan of stuffed bytes without an end",
    jpeg.subarray(0, -2),
    filled(Buffer.from([0xff, 0x00])),
  );
  for (const [name, exif] of Object.entries(exifs))
    inJpeg(name, jpegSegment(0xe1, Buffer.concat([text("Exif\0\0"), exif.subarray(0, 65_000)])));
  for (const [name, xmp] of Object.entries(xmps))
    inJpeg(name, jpegSegment(0xe1, Buffer.concat([xmpHead, xmp(65_000)])));

  const inPng = (name: string, ...parts: readonly Buffer[]): void =>
    add("png", name, png.subarray(0, 33), ...parts, png.subarray(33));
  for (const type of ["tEXt", "zTXt", "iTXt", "eXIf", "IDAT", "caBX", "iCCP"])
    inPng(`many empty chunks ${type}`, filled(pngChunk(type, Buffer.alloc(0))));
  const bomb = deflateSync(Buffer.alloc(200_000_000));
  inPng(
    "packed texts that unpack to three gigabytes",
    ...Array.from({ length: 16 }, () => pngChunk("zTXt", Buffer.concat([text("a\0\0"), bomb]))),
  );
  const xmpKeyword = text("XML:com.adobe.xmp\0");
  inPng(
    "packed XMP that unpacks to 200 megabytes",
    pngChunk("iTXt", Buffer.concat([xmpKeyword, text("\x01\0\0\0"), bomb])),
  );
  inPng("a text whose name never ends", pngChunk("iTXt", filled(text("a"))));
  inPng("a chunk longer than any file", u32(0xffffffff), text("tEXt"));
  for (const [name, exif] of Object.entries(exifs)) inPng(name, pngChunk("eXIf", exif));
  for (const [name, xmp] of Object.entries(xmps))
    inPng(name, pngChunk("iTXt", Buffer.concat([xmpKeyword, text("\0\0\0\0"), xmp(wholeBytes)])));

  const inWebp = (name: string, ...parts: readonly Buffer[]): void =>
    add("webp", name, webp, ...parts);
  for (const type of ["XMP ", "EXIF", "C2PA", "ICCP"])
    inWebp(`many empty chunks ${type}`, filled(webpChunk(type, Buffer.alloc(0))));
  inWebp("a chunk longer than any file", text("XMP "), littleEndian(0xffffffff));
  for (const [name, exif] of Object.entries(exifs)) inWebp(name, webpChunk("EXIF", exif));
  for (const [name, xmp] of Object.entries(xmps)) inWebp(name, webpChunk("XMP ", xmp(wholeBytes)));

  const inHeic = (name: string, ...boxes: readonly Buffer[]): void =>
    add("heic", name, heicFile(heic, [], { boxes }));
  const ftyp = heifBox("ftyp", text("heic\0\0\0\0mif1heic"));
  const meta = (name: string, ...boxes: readonly Buffer[]): void =>
    add(
      "heic",
      name,
      ftyp,
      heifBox("meta", Buffer.alloc(4), heifBox("pitm", Buffer.alloc(4), u16(1)), ...boxes),
    );
  inHeic("many empty boxes", filled(heifBox("free")));
  inHeic("boxes of no length", filled(Buffer.concat([u32(7), text("free")])));
  inHeic("a box to the end, in itself", u32(0), text("meta"));
  let nested = heifBox("meta", Buffer.alloc(4));
  for (let depth = 0; depth < 1000; depth++) nested = heifBox("meta", Buffer.alloc(4), nested);
  inHeic("boxes in boxes", nested);
  meta(
    "many items",
    heifBox(
      "iinf",
      Buffer.alloc(4),
      u16(0xffff),
      filled(heifBox("infe", u32(0x02000000), u16(1), u16(0), text("Exif\0"))),
    ),
  );
  meta(
    "many places",
    heifBox(
      "iloc",
      Buffer.alloc(4),
      u16(0x4400),
      u16(0xffff),
      filled(Buffer.concat([u16(1), u16(0), u16(64), Buffer.alloc(8 * 64)])),
    ),
  );
  meta(
    "many properties",
    heifBox(
      "iprp",
      heifBox("ipco"),
      heifBox(
        "ipma",
        Buffer.alloc(4),
        u32(0xffffffff),
        filled(Buffer.concat([u16(1), Buffer.from([1, 1])])),
      ),
    ),
  );
  const half = u32(wholeBytes / 2);
  const inTwoPieces = Buffer.concat([u16(0), u16(2), u32(0), half, half, half]);
  meta(
    "items of all of the file in two pieces",
    heifBox(
      "iloc",
      Buffer.alloc(4),
      u16(0x4400),
      u16(1000),
      ...numbered(1000, (id) => [u16(id), inTwoPieces]),
    ),
    heifBox(
      "iinf",
      Buffer.alloc(4),
      u16(1000),
      ...numbered(1000, (id) => [
        heifBox("infe", u32(0x02000000), u16(id), u16(0), text("hvc1\0")),
      ]),
    ),
    heifBox(
      "iprp",
      heifBox("ipco", declaredSize(100, 100)),
      heifBox(
        "ipma",
        Buffer.alloc(4),
        u32(1000),
        ...numbered(1000, (id) => [u16(id), Buffer.from([1, 1])]),
      ),
    ),
    heifBox("free", Buffer.alloc(wholeBytes - 100_000, 0xff)),
  );
  meta(
    "items made of each other",
    heifBox("iref", Buffer.alloc(4), filled(heifBox("dimg", u16(1), u16(2), u16(1), u16(1)))),
  );
  add("heic", "24 megapixels declared, 256 held", heicBomb());
  add(
    "png",
    "400 megapixels of nothing",
    emptyPng({ width: 20_000, height: 20_000, bitDepth: 1, colourType: 0 }, 20_000 * 2501),
  );
  add(
    "png",
    "thirty times what is declared",
    emptyPng({ width: 900, height: 1200, bitDepth: 8, colourType: 2 }, 100_000_000),
  );
  add("jpeg", "cut in its middle", jpeg.subarray(0, jpeg.length >> 1));
  add(
    "jpeg",
    "noise behind its header",
    jpeg.subarray(0, 700),
    Buffer.alloc(100_000, (Math.PI * 1e15).toString(36)),
  );
  return containers;
}

const emptyPng = (header: Parameters<typeof pngFile>[0], unpackedBytes: number): Buffer =>
  pngFile(header, new Uint8Array(unpackedBytes));

function heicBomb(): Buffer {
  const phone = declaredSize(5712, 4284);
  const from = Array.from({ length: 16 }, () => 1);
  return heicOf(
    [tileItem(4000), { type: "grid", bytes: gridOf(4, 4, 5712, 4284), from, properties: [phone] }],
    2,
  );
}
