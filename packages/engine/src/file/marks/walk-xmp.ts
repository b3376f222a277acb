/** Walks an XMP packet (ISO 16684-1) with an XML reader, limited to the depth and number of faults of real packets. */
import { type SaxesAttributeNS, type SaxesAttributeNSIncomplete, SaxesParser, type SaxesTagNS } from "saxes";

export type XmpName = Pick<SaxesAttributeNS, "prefix" | "local">;

/** `at`: number of characters of the packet read so far. */
export interface XmpVisitor {
  readonly attribute?: (attribute: SaxesAttributeNSIncomplete, at: number) => void;
  readonly openTag: (tag: SaxesTagNS, at: number) => void;
  readonly closeTag: (at: number) => void;
  readonly text?: (text: string) => void;
}

/**
 * Real packets have a depth of about ten, no faults, about fifty attributes per tag and namespaces as long as a URL;
 * reading stops beyond these limits. The reader compares every attribute with every namespace.
 */
const maxDepth = 64;
const maxFaults = 100;
const maxAttributes = 256;
const maxSpaceLength = 512;

class ReadEnoughError extends Error {}

/** Returns the number of characters that could be read. */
export function walkXmp(packet: string, { attribute, openTag, closeTag, text }: XmpVisitor): number {
  const parser = new SaxesParser({ xmlns: true, fragment: true });
  let faults = 0;
  let depth = 0;
  parser.on("error", () => {
    if (++faults > maxFaults) throw new ReadEnoughError();
  });
  let attributes = 0;
  parser.on("attribute", (one) => {
    const isSpace = one.prefix === "xmlns" || one.name === "xmlns";
    if (++attributes > maxAttributes || (isSpace && one.value.length > maxSpaceLength)) throw new ReadEnoughError();
    attribute?.(one, parser.position);
  });
  parser.on("opentag", (tag) => {
    attributes = 0;
    if (++depth > maxDepth) throw new ReadEnoughError();
    openTag(tag, parser.position);
  });
  parser.on("closetag", () => {
    depth -= 1;
    closeTag(parser.position);
  });
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  try {
    parser.write(packet).close();
    return packet.length;
  } catch (error) {
    if (!(error instanceof ReadEnoughError)) throw error;
    return parser.position;
  }
}
