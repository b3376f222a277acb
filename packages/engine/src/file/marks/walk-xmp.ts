/** One walk through an XMP packet (ISO 16684-1) by an XML reader, no deeper and with no more faults than any program's packet has. */
import { type SaxesAttributeNS, type SaxesAttributeNSIncomplete, SaxesParser, type SaxesTagNS } from "saxes";

export type XmpName = Pick<SaxesAttributeNS, "prefix" | "local">;

/** `at`: how many characters of the packet are read by then. */
export interface XmpVisitor {
  readonly attribute?: (attribute: SaxesAttributeNSIncomplete, at: number) => void;
  readonly openTag: (tag: SaxesTagNS, at: number) => void;
  readonly closeTag: (at: number) => void;
  readonly text?: (text: string) => void;
}

/**
 * Packets of real programs are some ten deep and without a fault, with some fifty attributes in a tag and names of spaces
 * as long as an address; what goes beyond is read up to there. The reader compares every attribute with every space.
 */
const maxDepth = 64;
const maxFaults = 100;
const maxAttributes = 256;
const maxSpaceLength = 512;

class ReadEnoughError extends Error {}

/** How many characters of it could be read. */
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
