/** Reads the origin of a picture from an XMP packet, independent of prefixes. */
import type { SaxesAttributeNS, SaxesTagNS } from "saxes";
import { utf8Of } from "../bytes.ts";
import { walkXmp } from "./walk-xmp.ts";

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

export function xmpPropertiesOf(packet: Uint8Array): XmpProperties {
  const matches: Record<Kind, string[]> = { aigc: [], sourceTypes: [], software: [] };
  const add = (kind: Kind | null, value: string): void => {
    const text = value.trim();
    if (kind && text !== "" && matches[kind].length < maxValues) matches[kind].push(text.slice(0, maxValueLength));
  };
  /** For each open element: the property to which its text belongs, its own or an outer one. */
  const open: (Kind | null)[] = [];
  walkXmp(utf8Of(packet), {
    openTag: (tag) => {
      const own = kindOf(tag);
      open.push(own ?? open.at(-1) ?? null);
      for (const attribute of Object.values(tag.attributes)) {
        if (attribute.uri !== xmlnsNamespace) add(isReference(attribute) ? own : kindOf(attribute), attribute.value);
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

/** `rdf:resource`, by which a property may contain its URL. */
const isReference = ({ local }: SaxesAttributeNS): boolean => local === "resource";
