/** Walks an XMP packet (ISO 16684-1) with an XML reader, and reads the origin of a picture from it. */
import {
  type SaxesAttributeNS,
  type SaxesAttributeNSIncomplete,
  SaxesParser,
  type SaxesTagNS,
} from "saxes";
import { utf8Of } from "../bytes.ts";

export type XmpName = Pick<SaxesAttributeNS, "prefix" | "local">;

/** Functions called during the walk. `at` is the number of characters of the packet read so far. */
interface XmpVisitor {
  readonly attribute?: (attribute: SaxesAttributeNSIncomplete, at: number) => void;
  readonly openTag: (tag: SaxesTagNS, at: number) => void;
  readonly closeTag: (at: number) => void;
  readonly text?: (text: string) => void;
}

/**
 * Limits beyond which reading stops. Real packets have a depth of about ten, no faults, about fifty attributes per tag
 * and namespaces as long as a URL. The reader compares every attribute with every namespace.
 */
const maxDepth = 64;
const maxFaults = 100;
const maxAttributes = 256;
const maxSpaceLength = 512;

class ReadEnoughError extends Error {}

/**
 * Walks a packet, limited to the depth and number of faults of real ones. Returns the number of characters that could
 * be read.
 */
export function walkXmp(
  packet: string,
  { attribute, openTag, closeTag, text }: XmpVisitor,
): number {
  const parser = new SaxesParser({ xmlns: true, fragment: true });
  let faults = 0;
  let depth = 0;
  parser.on("error", () => {
    if (++faults > maxFaults) throw new ReadEnoughError();
  });
  let attributes = 0;
  parser.on("attribute", (one) => {
    const isSpace = one.prefix === "xmlns" || one.name === "xmlns";
    if (++attributes > maxAttributes || (isSpace && one.value.length > maxSpaceLength))
      throw new ReadEnoughError();
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

export interface XmpProperties {
  /** Content of AIGC labels as defined by GB 45438-2025. */
  readonly aigc: readonly string[];
  /** Values of DigitalSourceType. */
  readonly sourceTypes: readonly string[];
  /** Programs named as creator or in the history. */
  readonly software: readonly string[];
}

type Kind = keyof XmpProperties;

const kindOfName: ReadonlyMap<string, Kind> = new Map([
  ["aigc", "aigc"],
  ["digitalsourcetype", "sourceTypes"],
  ["creatortool", "software"],
  ["software", "software"],
  ["softwareagent", "software"],
]);
const aigcNamespace = "tc260.org.cn/ns/aigc";
const aigcPrefix = "tc260";
const xmlnsNamespace = "http://www.w3.org/2000/xmlns/";

const maxValues = 64;
const maxValueLength = 4096;

/** Reads the properties, independent of their prefixes. */
export function xmpPropertiesOf(packet: Uint8Array): XmpProperties {
  const matches: Record<Kind, string[]> = { aigc: [], sourceTypes: [], software: [] };
  const add = (kind: Kind | null, value: string): void => {
    const text = value.trim();
    if (kind && text !== "" && matches[kind].length < maxValues)
      matches[kind].push(text.slice(0, maxValueLength));
  };
  /** Property to which the text of each open element belongs, its own or an outer one. */
  const open: (Kind | null)[] = [];
  walkXmp(utf8Of(packet), {
    openTag: (tag) => {
      const own = kindOf(tag);
      open.push(own ?? open.at(-1) ?? null);
      for (const attribute of Object.values(tag.attributes)) {
        if (attribute.uri !== xmlnsNamespace)
          add(isReference(attribute) ? own : kindOf(attribute), attribute.value);
      }
    },
    closeTag: () => void open.pop(),
    text: (text) => add(open.at(-1) ?? null, text),
  });
  return matches;
}

function kindOf({ local, prefix, uri }: SaxesTagNS | SaxesAttributeNS): Kind | null {
  const isLabel = prefix.toLowerCase() === aigcPrefix || uri.toLowerCase().includes(aigcNamespace);
  return isLabel ? "aigc" : (kindOfName.get(local.toLowerCase()) ?? null);
}

/** Returns true for `rdf:resource`, by which a property may contain its URL. */
const isReference = ({ local }: SaxesAttributeNS): boolean => local === "resource";
