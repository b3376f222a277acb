import { encode } from "cborg";
import { describe, expect, test } from "vitest";
import { provenanceOf } from "../../checks/origin.ts";
import { createSharpCodec } from "../../node/sharp-codec.ts";
import { heifBox, pngChunk, u16, u32 } from "../../testing/image-files.ts";
import {
  type Action,
  contentCredentials,
  manifestStore,
  markedFile,
  sourceTypeAddress,
  superbox,
  type TestManifest,
} from "../../testing/marked-files.ts";

const { readMarks } = createSharpCodec({ heic: true });

async function provenanceIn(...stores: readonly Uint8Array[]) {
  const file = await markedFile("png", {});
  const chunks = stores.map((store) => pngChunk("caBX", store));
  return provenanceOf(
    readMarks(Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]), "png"),
  );
}
const provenanceFrom = (...manifests: readonly TestManifest[]) =>
  provenanceIn(manifestStore(manifests));

const assertionBox = (label: string, cbor: Uint8Array) =>
  superbox("cbor", label, heifBox("cbor", cbor));
const storeOf = (...assertions: readonly Buffer[]) =>
  superbox(
    "c2pa",
    "c2pa",
    superbox("c2ma", "a", superbox("c2as", "c2pa.assertions", ...assertions)),
  );

const created = (term: string): Action => ({
  action: "c2pa.created",
  digitalSourceType: sourceTypeAddress(term),
});
const captured = created("digitalCapture");
const generated = created("trainedAlgorithmicMedia");
const opened: Action = { action: "c2pa.opened" };
const parent = (manifest?: string) => ({ relationship: "parentOf", ...(manifest && { manifest }) });
const untouched = { generated: [], edited: [], signedByCamera: true };

describe("one manifest", () => {
  test("texts next to a source type or an action are not part of its name", async () => {
    const described = { ...generated, description: "made from a text", parameters: { name: "a" } };
    expect((await provenanceFrom({ label: "a", actions: [described] })).generated).toEqual([
      "trainedAlgorithmicMedia",
    ]);
    const filtered = { action: "c2pa.filtered", parameters: { name: "gaussian blur" } };
    expect((await provenanceFrom({ label: "a", actions: [captured, filtered] })).edited).toEqual([
      "c2pa.filtered",
    ]);
  });

  test("a capture stays untouched by metadata, and by blanks before its source type", async () => {
    const blank = { ...captured, digitalSourceType: ` ${captured.digitalSourceType}` };
    const actions = [
      blank,
      { action: "c2pa.edited.metadata" },
      { action: "c2pa.resized.proportional" },
    ];
    expect(await provenanceFrom({ label: "a", actions })).toEqual(untouched);
  });

  test("an action of a program's own counts as editing", async () => {
    const actions = [captured, { action: "com.example.smooth-skin" }];
    expect((await provenanceFrom({ label: "a", actions })).edited).toEqual([
      "com.example.smooth-skin",
    ]);
  });

  test("reads actions that carry tags, such as the one of a date", async () => {
    const when = Uint8Array.of(0xc0, ...encode("2026-11-26T08:00:00Z"));
    const action = [encode("action"), encode("c2pa.drawing"), encode("when"), when];
    const cbor = Buffer.concat([
      Uint8Array.of(0xa1),
      encode("actions"),
      Uint8Array.of(0x81, 0xa2),
      ...action,
    ]);
    expect((await provenanceFrom({ label: "a", cbor })).edited).toContain("c2pa.drawing");
  });

  test("text outside the actions is no statement", async () => {
    const label = "c2pa.edited digitalsourcetype/trainedAlgorithmicMedia";
    expect(await provenanceFrom({ label, actions: [captured] })).toEqual(untouched);
  });
});

describe("several manifests", () => {
  test("a generated picture that is opened and saved stays generated", async () => {
    const saved = { label: "b", actions: [opened], ingredients: [parent("a")] };
    const resaved = { label: "c", actions: [opened], ingredients: [parent("b")] };
    const { generated: names } = await provenanceFrom(
      { label: "a", actions: [generated] },
      saved,
      resaved,
    );
    expect(names).toEqual(["trainedAlgorithmicMedia"]);
  });

  test("a capture that is opened and cropped stays a capture", async () => {
    const actions = [opened, { action: "c2pa.cropped" }];
    const cropped = { label: "b", actions, ingredients: [parent("a")] };
    expect(await provenanceFrom({ label: "a", actions: [captured] }, cropped)).toEqual(untouched);
  });

  test("a manifest that the picture does not derive from says nothing about it", async () => {
    expect(
      await provenanceFrom(
        { label: "a", actions: [generated] },
        { label: "b", actions: [captured] },
      ),
    ).toEqual(untouched);
  });

  test("a component in a capture counts as editing, and a generated one as generation", async () => {
    const ingredients = [{ relationship: "componentOf", manifest: "a" }];
    const withPart = { label: "b", actions: [captured], ingredients };
    const ofCapture = await provenanceFrom({ label: "a", actions: [captured] }, withPart);
    expect(ofCapture).toMatchObject({ generated: [], edited: ["c2pa.placed"] });
    const ofGenerated = await provenanceFrom({ label: "a", actions: [generated] }, withPart);
    expect(ofGenerated.generated).toEqual(["trainedAlgorithmicMedia"]);
  });

  test("a picture opened from a file without credentials is unexplained", async () => {
    const { edited } = await provenanceFrom({
      label: "a",
      actions: [opened],
      ingredients: [parent()],
    });
    expect(edited).toEqual(["C2PA"]);
  });

  test("manifests that derive from each other are read once", async () => {
    const circle = [
      { label: "a", actions: [captured], ingredients: [parent("b")] },
      { label: "b", actions: [opened], ingredients: [parent("a")] },
    ];
    expect(await provenanceFrom(...circle)).toEqual(untouched);
  });
});

describe("broken and foreign boxes", () => {
  test.each([
    ["CBOR nested a hundred thousand levels deep", Buffer.alloc(100_000, 0x81)],
    [
      "an array that claims more entries than bytes",
      Uint8Array.of(0x9b, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff),
    ],
    ["no CBOR", new Uint8Array()],
    ["two hundred thousand nested tags", Buffer.alloc(200_000, 0xc0)],
  ])("%s is an unknown action in an unexplained picture", async (_, cbor) => {
    expect((await provenanceFrom({ label: "a", cbor })).edited).toEqual(["c2pa.unknown", "C2PA"]);
  });

  test("a map with a key that is no text states nothing, so the picture is unexplained", async () => {
    const cbor = Uint8Array.of(0xa1, 0x01, 0x01);
    expect((await provenanceFrom({ label: "a", cbor })).edited).toEqual(["C2PA"]);
  });

  test("reads the other assertions next to a broken one, which is an unknown action", async () => {
    const stated = (action: Action) =>
      assertionBox("c2pa.actions.v2", encode({ actions: [action] }));
    const broken = [
      assertionBox("c2pa.ingredient.v3", Uint8Array.of(0xff)),
      superbox("cbor", "c2pa.ingredient.v3"),
      heifBox("jumb", Buffer.alloc(64)),
    ];
    for (const box of broken) {
      for (const boxes of [
        [stated(generated), box],
        [box, stated(generated)],
      ])
        expect(await provenanceIn(storeOf(...boxes))).toMatchObject({
          generated: ["trainedAlgorithmicMedia"],
          edited: ["c2pa.unknown"],
        });
      expect((await provenanceIn(storeOf(stated(captured), box))).edited).toEqual(["c2pa.unknown"]);
    }
  });

  test("reads a complete store before a broken one", async () => {
    const broken = superbox("c2pa", "c2pa", heifBox("jumb", Buffer.alloc(64)));
    const complete = manifestStore([{ label: "a", actions: [generated] }]);
    expect((await provenanceIn(complete, broken)).generated).toEqual(["trainedAlgorithmicMedia"]);
  });

  test("decodes a limited number of bytes in all stores of a file", async () => {
    const padded = (action: Action, maps: number) =>
      manifestStore([
        {
          label: "a",
          cbor: encode({ actions: [action], padding: Array.from({ length: maps }, () => ({})) }),
        },
      ]);
    const drawn: Action = { action: "c2pa.drawing" };
    const within = await provenanceIn(padded(captured, 120_000), padded(drawn, 120_000));
    expect(within.edited).toEqual(["c2pa.drawing"]);
    const beyond = await provenanceIn(
      padded(captured, 120_000),
      padded(opened, 120_000),
      padded(drawn, 120_000),
    );
    expect(beyond.edited).toEqual(["c2pa.unknown"]);
  });

  test("JUMBF of another kind is no credentials", async () => {
    const foreign = superbox("json", "metadata", heifBox("json", Buffer.from("{}")));
    expect(await provenanceIn(foreign)).toEqual({ ...untouched, signedByCamera: false });
  });

  test("reads credentials of a JPEG in segments out of order, next to a box of another kind", async () => {
    const file = await markedFile("jpeg", {});
    const store = contentCredentials([captured, { action: "c2pa.drawing" }]);
    const segment = (box: number, part: number, ...bytes: readonly Uint8Array[]): Buffer => {
      const body = Buffer.concat([Buffer.from("JP"), u16(box), u32(part), ...bytes]);
      return Buffer.concat([Buffer.from([0xff, 0xeb]), u16(body.length + 2), body]);
    };
    const head = store.subarray(0, 8);
    const segments = [
      segment(2, 1, superbox("json", "metadata", heifBox("json", Buffer.from("{}")))),
      segment(1, 2, head, store.subarray(120)),
      segment(1, 1, store.subarray(0, 120)),
    ];
    const marks = readMarks(
      Buffer.concat([file.subarray(0, 2), ...segments, file.subarray(2)]),
      "jpeg",
    );
    expect(provenanceOf(marks).edited).toEqual(["c2pa.drawing"]);
  });
});
