/** The blocks of a JPEG file: XMP with its extension, EXIF, content credentials, comments. */
import { joined, latin1Of, utf8Of, viewOf } from "../bytes.ts";
import { type Blocks, bounded, keep, tiffOf } from "./blocks.ts";

const marker = { sos: 0xda, eoi: 0xd9, app1: 0xe1, app11: 0xeb, com: 0xfe } as const;
const xmpHead = "http://ns.adobe.com/xap/1.0/\0";
const extensionHead = "http://ns.adobe.com/xmp/extension/\0";
/** Behind its head: the packet's id and whole length, then where the part begins. */
const extensionOffsetAt = extensionHead.length + 32 + 4;
const exifHead = "Exif\0\0";
/** "JP", box instance, number of the part, then length and type of the box, again in each part. */
const jumbfHeadBytes = 2 + 2 + 4 + 8;
/** Content credentials of 10 MB take some 160. */
const mostSegments = 4096;

export function collectFromJpeg(file: Uint8Array, blocks: Blocks): void {
  const view = viewOf(file);
  const extension: { readonly offset: number; readonly part: Uint8Array }[] = [];
  const credentials: Uint8Array[] = [];
  let segments = 0;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff && segments < mostSegments; ) {
    const code = file[at + 1];
    if (code === 0xff) {
      at += 1;
      continue;
    }
    if (code === marker.sos || code === marker.eoi) break;
    segments += 1;
    const end = at + 2 + view.getUint16(at + 2);
    const body = file.subarray(at + 4, end);
    if (end < at + 4) break;
    const startsWith = (head: string): boolean => latin1Of(body, 0, head.length) === head;
    if (code === marker.app1 && startsWith(xmpHead)) keep(blocks.xmp, body.subarray(xmpHead.length));
    else if (code === marker.app1 && startsWith(exifHead)) keep(blocks.exif, tiffOf(body));
    else if (code === marker.app1 && startsWith(extensionHead) && body.length >= extensionOffsetAt + 4)
      extension.push({ offset: viewOf(body).getUint32(extensionOffsetAt), part: body.subarray(extensionOffsetAt + 4) });
    else if (code === marker.app11 && startsWith("JP")) credentials.push(body.subarray(jumbfHeadBytes));
    else if (code === marker.com) keep(blocks.texts, { keyword: "", text: utf8Of(body) });
    at = end;
  }
  extension.sort((one, other) => one.offset - other.offset);
  if (extension.length > 0) keep(blocks.xmp, bounded(joined(extension.map(({ part }) => part))));
  if (credentials.length > 0) keep(blocks.credentials, joined(credentials));
}
