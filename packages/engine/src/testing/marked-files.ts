/**
 * Small pictures in every container with marks of their origin. libvips writes XMP and EXIF, the rest is written by
 * hand.
 */
import { encode } from "cborg";
import sharp, { type Sharp } from "sharp";
import type { SourceFormat } from "../ports.ts";
import { heicFile } from "./heic-file.ts";
import { heifBox, pngChunk, u16, u32 } from "./image-files.ts";

export interface Marks {
  /** Content of the description, or its attributes. */
  readonly xmp?: { readonly inside?: string; readonly attributes?: string };
  readonly exif?: {
    readonly Software?: string;
    readonly LensModel?: string;
    readonly DateTimeOriginal?: string;
  };
  /** Content credentials; see `contentCredentials`. */
  readonly credentials?: readonly Action[];
}

export interface Action {
  readonly action: string;
  readonly digitalSourceType?: string;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export const sourceTypeAddress = (term: string): string =>
  `http://cv.iptc.org/newscodes/digitalsourcetype/${term}`;

export const markedFormats = [
  "jpeg",
  "png",
  "webp",
  "heic",
] as const satisfies readonly SourceFormat[];

/** Namespaces in the XMP of the tests, each with the prefix of its program. */
const namespaces = [
  'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"',
  'xmlns:ns1="http://www.tc260.org.cn/ns/AIGC/1.0/"',
  'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
  'xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
].join(" ");

export const xmpPacket = ({
  inside = "",
  attributes = "",
}: {
  inside?: string;
  attributes?: string;
}): string =>
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${namespaces} ${attributes}>` +
  `${inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

export async function markedFile(
  format: (typeof markedFormats)[number],
  marks: Marks,
): Promise<Buffer> {
  const credentials = marks.credentials && contentCredentials(marks.credentials);
  if (format === "heic") return markedHeic(marks, credentials);
  const picture = sharp({ create: { width: 48, height: 64, channels: 3, background: "#a08070" } });
  const file = await withMarks(picture, marks).toFormat(format).toBuffer();
  return credentials ? withCredentials[format](file, credentials) : file;
}

function withMarks(picture: Sharp, { xmp, exif }: Marks): Sharp {
  const described = xmp ? picture.withXmp(xmpPacket(xmp)) : picture;
  if (!exif) return described;
  const { Software, ...photo } = exif;
  return described.withExif({ IFD0: Software ? { Software } : {}, IFD2: photo });
}

async function markedHeic({ xmp, exif }: Marks, credentials: Buffer | undefined): Promise<Buffer> {
  const grey = { width: 48, height: 64, luma: () => 140, cb: 128, cr: 128 };
  const jpeg = exif ? await markedFile("jpeg", { exif }) : null;
  const tiff = jpeg ? (await sharp(jpeg).metadata()).exif?.subarray(6) : undefined;
  const id = Buffer.from("d8fec3d61b0e483c92975828877ec481", "hex");
  return heicFile(grey, [], {
    ...(xmp && { xmp: xmpPacket(xmp) }),
    ...(tiff && { exif: tiff }),
    ...(credentials && {
      boxes: [
        heifBox(
          "uuid",
          id,
          Buffer.from("\0\0\0\0manifest\0\0\0\0\0\0\0\0\0", "latin1"),
          credentials,
        ),
      ],
    }),
  });
}

const withCredentials = {
  /** The credentials are in two parts, like a manifest too long for one segment. */
  jpeg: (file: Buffer, jumbf: Buffer): Buffer => {
    const [head, body] = [jumbf.subarray(0, 8), jumbf.subarray(8)];
    const half = body.length >> 1;
    const parts = [body.subarray(0, half), body.subarray(half)].map((part, i) => {
      const segment = Buffer.concat([Buffer.from("JP"), u16(1), u32(i + 1), head, part]);
      return Buffer.concat([Buffer.from([0xff, 0xeb]), u16(segment.length + 2), segment]);
    });
    return Buffer.concat([file.subarray(0, 2), ...parts, file.subarray(2)]);
  },
  /** The credentials follow the signature and the header chunk. */
  png: (file: Buffer, jumbf: Buffer): Buffer =>
    Buffer.concat([file.subarray(0, 33), pngChunk("caBX", jumbf), file.subarray(33)]),
  webp: (file: Buffer, jumbf: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(jumbf.length);
    const complete = Buffer.concat([
      file,
      Buffer.from("C2PA"),
      length,
      jumbf,
      Buffer.alloc(jumbf.length % 2),
    ]);
    complete.writeUInt32LE(complete.length - 8, 4);
    return complete;
  },
};

export interface TestManifest {
  readonly label: string;
  readonly actions?: readonly Action[];
  /** Ingredients, each with the label of its own manifest if it has one. */
  readonly ingredients?: readonly { readonly relationship: string; readonly manifest?: string }[];
  /** Content of the actions assertion in place of `actions`. */
  readonly cbor?: Uint8Array;
}

/** Returns a C2PA manifest store with one assertion of actions. */
export const contentCredentials = (actions: readonly Action[]): Buffer =>
  manifestStore([{ label: "urn:c2pa:test", actions }]);

/** Returns a C2PA manifest store. It is unsigned, because the reader does not verify signatures. */
export const manifestStore = (manifests: readonly TestManifest[]): Buffer =>
  superbox("c2pa", "c2pa", ...manifests.map(manifestBox));

function manifestBox({
  label,
  actions = [],
  ingredients = [],
  cbor = encode({ actions }),
}: TestManifest): Buffer {
  const references = ingredients.map(({ relationship, manifest }, i) =>
    superbox(
      "cbor",
      i === 0 ? "c2pa.ingredient.v3" : `c2pa.ingredient.v3__${i}`,
      heifBox(
        "cbor",
        encode({
          relationship,
          ...(manifest && { activeManifest: { url: `self#jumbf=/c2pa/${manifest}` } }),
        }),
      ),
    ),
  );
  const stated = superbox("cbor", "c2pa.actions.v2", heifBox("cbor", cbor));
  return superbox("c2ma", label, superbox("c2as", "c2pa.assertions", stated, ...references));
}

/** Returns a labelled JUMBF superbox. All its types end in the same twelve bytes. */
export const superbox = (type: string, label: string, ...boxes: readonly Buffer[]): Buffer =>
  heifBox(
    "jumb",
    heifBox(
      "jumd",
      Buffer.from(type),
      Buffer.from("00110010800000aa00389b71", "hex"),
      Buffer.from([3]),
      Buffer.from(`${label}\0`),
    ),
    ...boxes,
  );
