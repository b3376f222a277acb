import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { provenanceOf } from "../../checks/origin.ts";
import { createSharpCodec } from "../../node/sharp-codec.ts";
import { heicHeader, pngChunk, u16, u32 } from "../../testing/image-files.ts";
import {
  type Marks,
  markedFile,
  markedFormats,
  sourceTypeAddress,
  xmpPacket,
} from "../../testing/marked-files.ts";
import { takenOf } from "./read-file-marks.ts";

const today = new Date("2026-11-26T08:00:00Z");
const codec = createSharpCodec({ heic: true }, () => today);
const readFileMarks = codec.readMarks;
const label =
  "{&quot;Label&quot;:&quot;1&quot;,&quot;ContentProducer&quot;:&quot;some producer&quot;}";

describe.each(markedFormats)("marks in a %s file", (format) => {
  /** Marks of a file that also decodes. */
  const marksOf = async (marks: Marks) => {
    const file = await markedFile(format, marks);
    const header = await codec.inspect(file);
    if (!header.ok) throw new Error(JSON.stringify(header.problem));
    const picture = await codec.decode(file, header.value, 64);
    expect(picture.ok && [picture.value.width, picture.value.height]).toEqual([48, 64]);
    return codec.readMarks(file, header.value.format);
  };
  const generatedIn = async (marks: Marks) => provenanceOf(await marksOf(marks)).generated;

  test("detects an AIGC label as an element and as an attribute, with any prefix", async () => {
    for (const xmp of [
      { inside: `<TC260:AIGC>${label}</TC260:AIGC>` },
      { inside: `<ns1:AIGC>${label}</ns1:AIGC>` },
      { inside: `<ns1:AIGC><![CDATA[{"Label":"1"}]]></ns1:AIGC>` },
      { inside: "<ns1:Label>1</ns1:Label>" },
      { attributes: `TC260:AIGC="${label}"` },
      { attributes: `ns1:AIGC='{"Label":"2"}'` },
    ]) {
      expect(await generatedIn({ xmp }), JSON.stringify(xmp)).toEqual(["TC260:AIGC"]);
    }
  });

  test("detects an AI source type as an element, as an attribute and by reference", async () => {
    const sourceType = sourceTypeAddress("trainedAlgorithmicMedia");
    for (const xmp of [
      { inside: `<Iptc4xmpExt:DigitalSourceType>${sourceType}</Iptc4xmpExt:DigitalSourceType>` },
      { inside: `<Iptc4xmpExt:DigitalSourceType rdf:resource="${sourceType}"/>` },
      { attributes: `Iptc4xmpExt:DigitalSourceType="${sourceType}"` },
    ]) {
      expect(await generatedIn({ xmp }), JSON.stringify(xmp)).toEqual(["trainedAlgorithmicMedia"]);
    }
  });

  test.each(["compositeWithTrainedAlgorithmicMedia", "algorithmicMedia", "compositeSynthetic"])(
    "detects %s as AI generation in XMP and in content credentials",
    async (term) => {
      const digitalSourceType = sourceTypeAddress(term);
      const xmp = { attributes: `Iptc4xmpExt:DigitalSourceType="${digitalSourceType}"` };
      expect(await generatedIn({ xmp })).toEqual([term]);
      const credentials = [{ action: "c2pa.created", digitalSourceType }];
      expect(await generatedIn({ credentials })).toEqual([term]);
    },
  );

  test("treats content credentials of a camera as neither generation nor editing", async () => {
    const captured = {
      action: "c2pa.created",
      digitalSourceType: sourceTypeAddress("digitalCapture"),
    };
    expect(
      provenanceOf(await marksOf({ credentials: [captured, { action: "c2pa.cropped" }] })),
    ).toEqual({
      generated: [],
      edited: [],
      signedByCamera: true,
    });
  });

  test("treats content credentials that state editing, or nothing, as edited", async () => {
    const captured = {
      action: "c2pa.created",
      digitalSourceType: sourceTypeAddress("digitalCapture"),
    };
    const edited = await marksOf({ credentials: [captured, { action: "c2pa.filtered" }] });
    expect(provenanceOf(edited)).toMatchObject({ generated: [], edited: ["c2pa.filtered"] });
    const silent = await marksOf({ credentials: [{ action: "c2pa.opened" }] });
    expect(provenanceOf(silent)).toMatchObject({ generated: [], edited: ["C2PA"] });
  });

  test("detects editors and beauty cameras in EXIF and XMP, but not a phone's own system", async () => {
    for (const name of ["Adobe Photoshop 26.0", "MeituApp 11.2", "B612 13.1", "Snapseed 2.0"]) {
      expect(provenanceOf(await marksOf({ exif: { Software: name } })).edited, name).toEqual([
        name,
      ]);
      const xmp = { inside: `<xmp:CreatorTool>${name}</xmp:CreatorTool>` };
      expect(provenanceOf(await marksOf({ xmp })).edited, name).toEqual([name]);
    }
    // libvips writes only ASCII into EXIF.
    const chinese = { inside: "<xmp:CreatorTool>美图秀秀 11.2</xmp:CreatorTool>" };
    expect(provenanceOf(await marksOf({ xmp: chinese })).edited).toEqual(["美图秀秀 11.2"]);
    for (const name of [
      "18.5.1",
      "HDR+ 1.0.6",
      "MIUI Camera",
      "Microsoft Windows Photo Viewer 10.0",
    ]) {
      expect(provenanceOf(await marksOf({ exif: { Software: name } })), name).toMatchObject({
        generated: [],
        edited: [],
      });
    }
  });

  test("reads lens and date", async () => {
    const exif = {
      LensModel: "iPhone 15 front TrueDepth camera 2.69mm f/1.9",
      DateTimeOriginal: "2026:09:01 10:20:30",
    };
    expect(await marksOf({ exif })).toMatchObject({
      lens: exif.LensModel,
      taken: { on: "2026-09-01", daysAgo: 86 },
    });
  });

  test("returns no marks for a file without marks", async () => {
    expect(await marksOf({})).toEqual({
      aigc: [],
      sourceTypes: [],
      software: [],
      credentialActions: null,
      lens: null,
      taken: null,
    });
  });
});

test.each([
  ["2026:11:26 23:59:59", 0],
  ["2026:11:27 07:00:00", 0],
  ["2026:11:28 07:00:00", null],
  ["2025:11:26 10:00:00", 365],
  ["2025:11:25 10:00:00", 366],
  ["0000:00:00 00:00:00", null],
  ["1970:01:01 08:00:00", null],
  ["2026:02:30 10:00:00", null],
  ["last summer", null],
  ["", null],
])("the date %j is this many days ago: %j", (date, daysAgo) => {
  expect(takenOf(date, today)?.daysAgo ?? null).toBe(daysAgo);
});

describe("labels outside XMP", () => {
  const png = async (...chunks: readonly Buffer[]) => {
    const file = await markedFile("png", {});
    return readFileMarks(
      Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]),
      "png",
    );
  };
  const generated = async (...chunks: readonly Buffer[]) =>
    provenanceOf(await png(...chunks)).generated;
  const json = '{"Label":"1"}';

  test("detects an AIGC chunk as tEXt, iTXt and compressed", async () => {
    const chunks = [
      pngChunk("tEXt", Buffer.from(`AIGC\0${json}`)),
      pngChunk("iTXt", Buffer.from(`AIGC\0\0\0\0\0${json}`)),
      pngChunk("iTXt", Buffer.concat([Buffer.from("AIGC\0\x01\0\0\0"), deflateSync(json)])),
      pngChunk("zTXt", Buffer.concat([Buffer.from("AIGC\0\0"), deflateSync(json)])),
    ];
    for (const chunk of chunks) expect(await generated(chunk)).toEqual(["TC260:AIGC"]);
  });

  test("detects XMP in a tEXt chunk and after the pixels", async () => {
    const packet = xmpPacket({ inside: `<TC260:AIGC>${label}</TC260:AIGC>` });
    expect(await generated(pngChunk("tEXt", Buffer.from(`XML:com.adobe.xmp\0${packet}`)))).toEqual([
      "TC260:AIGC",
    ]);
    const file = await markedFile("png", {});
    const chunk = pngChunk("iTXt", Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${packet}`));
    const withTrailingXmp = Buffer.concat([file.subarray(0, -12), chunk, file.subarray(-12)]);
    expect(provenanceOf(readFileMarks(withTrailingXmp, "png")).generated).toEqual(["TC260:AIGC"]);
  });

  test("names image generators by the parameters that they write into text chunks", async () => {
    const settings = "a student\nSteps: 30, Sampler: Euler a, CFG scale: 7";
    expect(await generated(pngChunk("tEXt", Buffer.from(`parameters\0${settings}`)))).toEqual([
      "Stable Diffusion",
    ]);
    expect(
      await generated(pngChunk("tEXt", Buffer.from('prompt\0{"3":{"class_type":"KSampler"}}'))),
    ).toEqual(["ComfyUI"]);
  });

  test("reads extended XMP of a JPEG", async () => {
    const packet = Buffer.from(xmpPacket({ inside: `<TC260:AIGC>${label}</TC260:AIGC>` }));
    const half = packet.length >> 1;
    const segments = [
      { offset: half, part: packet.subarray(half) },
      { offset: 0, part: packet.subarray(0, half) },
    ].map(({ offset, part }) => {
      const head = Buffer.from(`http://ns.adobe.com/xmp/extension/\0${"0".repeat(32)}`);
      const body = Buffer.concat([head, u32(packet.length), u32(offset), part]);
      return Buffer.concat([Buffer.from([0xff, 0xe1]), u16(body.length + 2), body]);
    });
    const file = await markedFile("jpeg", {});
    const extended = Buffer.concat([file.subarray(0, 2), ...segments, file.subarray(2)]);
    expect(provenanceOf(readFileMarks(extended, "jpeg")).generated).toEqual(["TC260:AIGC"]);
  });
});

describe("hostile bytes", () => {
  const everything: Marks = {
    xmp: { inside: `<TC260:AIGC>${label}</TC260:AIGC>` },
    exif: {
      Software: "Snapseed",
      LensModel: "front camera",
      DateTimeOriginal: "2026:09:01 10:20:30",
    },
    credentials: [{ action: "c2pa.edited" }],
  };

  test.each(markedFormats)(
    "reads a %s cut anywhere, or with any byte changed, without throwing",
    async (format) => {
      const intactFile = await markedFile(format, everything);
      for (let at = 0; at < intactFile.length; at++) {
        readFileMarks(intactFile.subarray(0, at), format);
        const changed = Buffer.from(intactFile);
        changed[at] = (changed[at] ?? 0) ^ 0xff;
        readFileMarks(changed, format);
      }
      expect(provenanceOf(readFileMarks(intactFile, format)).generated).toEqual(["TC260:AIGC"]);
    },
    60_000,
  );

  const withXmp = async (packet: string) => {
    const file = await markedFile("png", {});
    const chunk = pngChunk(
      "iTXt",
      Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\0\0\0\0"), Buffer.from(packet)]),
    );
    return readFileMarks(Buffer.concat([file.subarray(0, 33), chunk, file.subarray(33)]), "png");
  };

  test("gives up on XMP nested 100,000 levels deep or full of syntax errors", async () => {
    expect((await withXmp("<a:b>".repeat(100_000))).aigc).toEqual([]);
    expect((await withXmp("&<<".repeat(300_000))).aigc).toEqual([]);
    expect(
      (await withXmp(`<a ${Array.from({ length: 50_000 }, (_, i) => `b${i}=''`).join(" ")}/>`))
        .aigc,
    ).toEqual([]);
  });

  test("does not expand entities of a document type", async () => {
    const bomb =
      '<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;">]><a><TC260:AIGC>&c;</TC260:AIGC></a>';
    expect((await withXmp(bomb)).aigc.join()).not.toContain("lol");
  });

  test("a text that inflates to gigabytes uses little memory", async () => {
    const bomb = deflateSync(Buffer.alloc(64 * 2 ** 20));
    const chunk = pngChunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0"), bomb]));
    const file = await markedFile("png", {});
    const bytes = Buffer.concat([
      file.subarray(0, 33),
      ...Array.from({ length: 200 }, () => chunk),
      file.subarray(33),
    ]);
    const previous = process.memoryUsage().rss;
    expect(readFileMarks(bytes, "png").software).toEqual([]);
    expect(process.memoryUsage().rss - previous).toBeLessThan(128 * 2 ** 20);
  });

  test("an inherited property name is no label, and does not hide other labels", async () => {
    const { aigc } = await withXmp(
      xmpPacket({
        inside:
          '<x:constructor>Photoshop</x:constructor><AIGC>{"Label":"1"}</AIGC><x:__proto__>a</x:__proto__>',
      }),
    );
    expect(aigc).toEqual(['{"Label":"1"}']);
  });

  test("returns no marks for boxes without metadata", () => {
    expect(readFileMarks(heicHeader(8, 8), "heic").aigc).toEqual([]);
  });

  test("truncates names, and removes characters that a database or a page refuses", async () => {
    const { software } = await withXmp(
      xmpPacket({
        inside: `<xmp:CreatorTool>Photoshop\u0001\u202e${"x".repeat(5000)}</xmp:CreatorTool>`,
      }),
    );
    expect(software[0]).toMatch(/^Photoshop x+$/);
    expect(software[0]?.length).toBe(80);
  });
});
