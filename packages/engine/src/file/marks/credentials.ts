/**
 * Reads C2PA content credentials: where a picture comes from, and what was done to it. A manifest store is a tree of
 * JUMBF boxes (ISO/IEC 19566-5) with assertions in CBOR (C2PA 2.2). Signatures are not verified.
 */
import { decodeFirst, Tokenizer, Type } from "cborg";
import { latin1Of, utf8Of } from "../bytes.ts";
import { type Box, boxesIn, bytesOf, partOf } from "../heif-boxes.ts";

export interface Credentials {
  /** Actions on the picture and on the pictures that it is made from, such as "c2pa.cropped". */
  readonly actions: readonly string[];
  /** Addresses of their digital source types. */
  readonly sourceTypes: readonly string[];
}

/**
 * Reads the JUMBF superboxes of a file. What cannot be read counts as an unknown action. null where none is a manifest
 * store.
 */
export function readCredentials(superboxes: readonly Uint8Array[]): Credentials | null {
  const statements: Statements = { actions: new Set(), sourceTypes: new Set() };
  const decode = createDecoder();
  const isStore = superboxes.map((superbox) =>
    withUnknownIfBroken(statements, () => readStore(superbox, statements, decode)),
  );
  if (!isStore.some(Boolean)) return null;
  return { actions: [...statements.actions], sourceTypes: [...statements.sourceTypes] };
}

interface Statements {
  readonly actions: Set<string>;
  readonly sourceTypes: Set<string>;
}

type Decode = (boxes: readonly Box[]) => unknown;

/** Maximum number of bytes of a file's decoded assertions. Real ones have a few kilobytes each. */
const maxDecodedBytes = 2 ** 18;

/** C2PA's name of an action that the program cannot specify. */
const unknownAction = "c2pa.unknown";

const actionsLabel = /^c2pa\.actions(\.v\d+)?(__\d+)?$/;
const ingredientLabel = /^c2pa\.ingredient(\.v\d+)?(__\d+)?$/;

/** Returns true where the superbox is a manifest store. */
function readStore(superbox: Uint8Array, statements: Statements, decode: Decode): boolean {
  const [store] = superboxesIn(boxesIn(partOf(superbox, 0)));
  if (store?.type !== "c2pa") return false;
  const manifests = superboxesIn(store.boxes);
  const byLabel = new Map(manifests.map((manifest) => [manifest.label, manifest]));
  // The last manifest is the active one. The others count only as far as the picture derives from them.
  const reached = new Set(manifests.slice(-1));
  for (const manifest of reached) {
    for (const assertion of assertionsOf(manifest)) {
      withUnknownIfBroken(statements, () => {
        const ingredient = byLabel.get(readAssertion(superboxOf(assertion), statements, decode));
        if (ingredient) reached.add(ingredient);
        return true;
      });
    }
  }
  return true;
}

/** Adds the statements of an assertion. Returns the label of the manifest of an ingredient; otherwise empty. */
function readAssertion(
  { label, boxes }: Superbox,
  { actions, sourceTypes }: Statements,
  decode: Decode,
): string {
  if (actionsLabel.test(label)) {
    const content = decode(boxes);
    for (const action of listAt(content, "actions")) addText(actions, valueAt(action, "action"));
    for (const action of [...listAt(content, "actions"), ...listAt(content, "templates")])
      addText(sourceTypes, valueAt(action, "digitalSourceType"));
  }
  if (!ingredientLabel.test(label)) return "";
  const content = decode(boxes);
  // The standard requires this action for a component, but some programs leave it out.
  if (valueAt(content, "relationship") !== "parentOf") actions.add("c2pa.placed");
  return manifestLabelIn(content);
}

function withUnknownIfBroken({ actions }: Statements, read: () => boolean): boolean {
  try {
    return read();
  } catch {
    actions.add(unknownAction);
    return true;
  }
}

interface Superbox {
  /** First four bytes of the type's UUID, such as "c2ma" for a manifest. */
  readonly type: string;
  readonly label: string;
  /** Boxes after the description. */
  readonly boxes: readonly Box[];
}

const superboxBodies = (boxes: readonly Box[]): DataView[] =>
  boxes.filter(({ type }) => type === "jumb").map(({ body }) => body);
const superboxesIn = (boxes: readonly Box[]): Superbox[] => superboxBodies(boxes).map(superboxOf);

const uuidBytes = 16;
const hasLabelFlag = 2;

function superboxOf(body: DataView): Superbox {
  const [description, ...boxes] = boxesIn(body);
  if (description?.type !== "jumd") throw new Error("a JUMBF superbox without its description");
  const bytes = bytesOf(description.body);
  const hasLabel = ((bytes[uuidBytes] ?? 0) & hasLabelFlag) !== 0;
  const label = hasLabel ? (utf8Of(bytes, uuidBytes + 1).split("\0", 1)[0] ?? "") : "";
  return { type: latin1Of(bytes, 0, 4), label, boxes };
}

const assertionsOf = ({ boxes }: Superbox): DataView[] =>
  superboxesIn(boxes)
    .filter(({ type }) => type === "c2as")
    .flatMap((assertions) => superboxBodies(assertions.boxes));

/** Returns the label of the ingredient's own manifest; empty where it has none. */
function manifestLabelIn(ingredient: unknown): string {
  // Version 3 of the assertion renamed the field.
  const reference = valueAt(ingredient, "activeManifest") ?? valueAt(ingredient, "c2pa_manifest");
  const url = valueAt(reference, "url");
  return typeof url === "string" ? (/^self#jumbf=\/?c2pa\/([^/]+)/.exec(url)?.[1] ?? "") : "";
}

/** Skips tags, such as the one of a date, because only plain texts are read. */
class UntaggedTokens extends Tokenizer {
  override next() {
    let token = super.next();
    while (Type.equals(token.type, Type.tag)) token = super.next();
    return token;
  }
}

/** Creates a decoder of the CBOR in an assertion. It throws an Error beyond the limit and for broken content. */
function createDecoder(): Decode {
  let decodedBytes = 0;
  return (boxes) => {
    const content = boxes.find(({ type }) => type === "cbor");
    if (!content) throw new Error("an assertion without CBOR");
    const bytes = bytesOf(content.body);
    if (decodedBytes + bytes.length > maxDecodedBytes)
      throw new Error("the assertions are too long");
    decodedBytes += bytes.length;
    const [value]: [unknown, Uint8Array] = decodeFirst(bytes, {
      useMaps: true,
      tokenizer: new UntaggedTokens(bytes),
    });
    return value;
  };
}

const valueAt = (map: unknown, key: string): unknown =>
  map instanceof Map ? map.get(key) : undefined;

function listAt(map: unknown, key: string): readonly unknown[] {
  const list = valueAt(map, key);
  return Array.isArray(list) ? list : [];
}

function addText(texts: Set<string>, text: unknown): void {
  if (typeof text === "string") texts.add(text);
}
