/** XMP packet that records the processing in the finished file, for specs that request it. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";

/**
 * Source type "Media changed by an algorithm": nothing in it is generated, but it is not the camera's original any
 * more.
 */
const sourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced";
const xmpHead = "http://ns.adobe.com/xap/1.0/\0";

/** Returns the mark as a complete APP1 segment of JPEG. */
export function processingMark(
  { background: { r, g, b } }: PhotoSpec,
  engineVersion: string,
): Uint8Array {
  const software = `GradPhoto ${engineVersion}`;
  const done = `cropped and scaled; background replaced by rgb(${r},${g},${b}); face not edited`;
  const packet =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"' +
    ' xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"' +
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"' +
    ` xmp:CreatorTool="${software}" Iptc4xmpExt:DigitalSourceType="${sourceType}"><xmpMM:History><rdf:Seq>` +
    `<rdf:li stEvt:action="edited" stEvt:softwareAgent="${software}" stEvt:parameters="${done}"/>` +
    "</rdf:Seq></xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta>";
  const body = new TextEncoder().encode(xmpHead + packet);
  const length = body.length + 2;
  return Uint8Array.of(0xff, 0xe1, length >> 8, length & 255, ...body);
}

/** Inserts the mark after the JFIF header, which must come first. */
export function withMark(jpeg: Uint8Array, mark: Uint8Array): Uint8Array {
  const jfifEnd = 4 + (((jpeg[4] ?? 0) << 8) | (jpeg[5] ?? 0));
  const marked = new Uint8Array(jpeg.length + mark.length);
  marked.set(jpeg.subarray(0, jfifEnd));
  marked.set(mark, jfifEnd);
  marked.set(jpeg.subarray(jfifEnd), jfifEnd + mark.length);
  return marked;
}
