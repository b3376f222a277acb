/**
 * Reads C2PA content credentials: where a picture comes from, and what was done to it. A manifest store is a tree of
 * JUMBF boxes (ISO/IEC 19566-5) with assertions in CBOR (C2PA 2.2). Signatures are not verified.
 */
import { decodeFirst, Tokenizer, Type } from "cborg";
import { latin1Of, utf8Of } from "../bytes.ts";
import { type Box, boxesIn, bytesOf, partOf } from "../heif-boxes.ts";
import { unlessBroken } from "./blocks.ts";

export interface Credentials {
  /** Actions on the picture and on the pictures that it is made from, such as "c2pa.cropped". */
  readonly actions: readonly string[];
  /** Addresses of their digital source types. */
  readonly sourceTypes: readonly string[];
}

/** Reads a JUMBF superbox. A broken one states nothing. null where it is not a manifest store. */
export const readCredentials = (superbox: Uint8Array): Credentials | null =>
  unlessBroken(() => readStore(superbox), { actions: [], sourceTypes: [] });

/** Maximum number of bytes of the decoded assertions. Real ones have a few kilobytes each. */
const maxDecodedBytes = 2 ** 22;

const actionsLabel = /^c2pa\.actions(\.v\d+)?(__\d+)?$/;
const ingredientLabel = /^c2pa\.ingredient(\.v\d+)?(__\d+)?$/;

function readStore(superbox: Uint8Array): Credentials | null {
  const [store] = superboxesIn(boxesIn(partOf(superbox, 0)));
  if (store?.type !== "c2pa") return null;
  const manifests = superboxesIn(store.boxes);
  const byLabel = new Map(manifests.map((manifest) => [manifest.label, manifest]));
  const decode = createDecoder();
  const actions = new Set<string>();
  const sourceTypes = new Set<string>();
  // The last manifest is the active one. The others count only as far as the picture derives from them.
  const reached = new Set(manifests.slice(-1));
  for (const manifest of reached) {
    for (const { label, boxes } of assertionsOf(manifest)) {
      if (actionsLabel.test(label)) {
        const content = decode(boxes);
        for (const action of listAt(content, "actions")) addText(actions, valueAt(action, "action"));
        for (const action of [...listAt(content, "actions"), ...listAt(content, "templates")])
          addText(sourceTypes, valueAt(action, "digitalSourceType"));
      } else if (ingredientLabel.test(label)) {
        const content = decode(boxes);
        // The standard requires this action for a component, but some programs leave it out.
        if (valueAt(content, "relationship") !== "parentOf") actions.add("c2pa.placed");
        const ingredient = byLabel.get(manifestLabelIn(content));
        if (ingredient) reached.add(ingredient);
      }
    }
  }
  return { actions: [...actions], sourceTypes: [...sourceTypes] };
}

interface Superbox {
  /** First four bytes of the type's UUID, such as "c2ma" for a manifest. */
  readonly type: string;
  readonly label: string;
  /** Boxes after the description. */
  readonly boxes: readonly Box[];
}

const superboxesIn = (boxes: readonly Box[]): Superbox[] =>
  boxes.filter(({ type }) => type === "jumb").map(({ body }) => superboxOf(body));

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

const assertionsOf = ({ boxes }: Superbox): Superbox[] =>
  superboxesIn(boxes)
    .filter(({ type }) => type === "c2as")
    .flatMap((assertions) => superboxesIn(assertions.boxes));

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
function createDecoder(): (boxes: readonly Box[]) => unknown {
  let decodedBytes = 0;
  return (boxes) => {
    const content = boxes.find(({ type }) => type === "cbor");
    if (!content) throw new Error("an assertion without CBOR");
    const bytes = bytesOf(content.body);
    decodedBytes += bytes.length;
    if (decodedBytes > maxDecodedBytes) throw new Error("the assertions are too long");
    const [value]: [unknown, Uint8Array] = decodeFirst(bytes, { useMaps: true, tokenizer: new UntaggedTokens(bytes) });
    return value;
  };
}

const valueAt = (map: unknown, key: string): unknown => (map instanceof Map ? map.get(key) : undefined);

function listAt(map: unknown, key: string): readonly unknown[] {
  const list = valueAt(map, key);
  return Array.isArray(list) ? list : [];
}

function addText(texts: Set<string>, text: unknown): void {
  if (typeof text === "string") texts.add(text);
}
