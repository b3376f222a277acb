/** The blocks of a JPEG file: XMP with its extension, EXIF, content credentials, comments. */
import { joined, latin1Of, viewOf } from "../bytes.ts";
import { jpegCode, jpegParts } from "../jpeg-parts.ts";
import { type Blocks, keep, keepExif, keepXmp } from "./blocks.ts";

const xmpHead = "http://ns.adobe.com/xap/1.0/\0";
const extensionHead = "http://ns.adobe.com/xmp/extension/\0";
/** Behind its head: the packet's id and whole length, then where the part begins. */
const extensionOffsetAt = extensionHead.length + 32 + 4;
const exifHead = "Exif\0\0";
/** "JP", box instance, number of the part, then length and type of the box, again in each part. */
const jumbfHeadBytes = 2 + 2 + 4 + 8;

export function collectFromJpeg(file: Uint8Array, blocks: Blocks): void {
  const extension: { readonly offset: number; readonly part: Uint8Array }[] = [];
  const credentials: Uint8Array[] = [];
  for (const { code, at, end } of jpegParts(file)) {
    const body = file.subarray(at, end);
    const startsWith = (head: string): boolean => latin1Of(body, 0, head.length) === head;
    if (code === jpegCode.app1 && startsWith(xmpHead))
      keepXmp(blocks, { pieces: [body.subarray(xmpHead.length)], isPacked: false });
    else if (code === jpegCode.app1 && startsWith(exifHead)) keepExif(blocks, body);
    else if (code === jpegCode.app1 && startsWith(extensionHead) && body.length >= extensionOffsetAt + 4)
      extension.push({ offset: viewOf(body).getUint32(extensionOffsetAt), part: body.subarray(extensionOffsetAt + 4) });
    else if (code === jpegCode.app11 && startsWith("JP")) credentials.push(body.subarray(jumbfHeadBytes));
    else if (code === jpegCode.com) keep(blocks.texts, { keyword: "", block: { pieces: [body], isPacked: false } });
  }
  extension.sort((one, other) => one.offset - other.offset);
  if (extension.length > 0) keepXmp(blocks, { pieces: extension.map(({ part }) => part), isPacked: false });
  if (credentials.length > 0) keep(blocks.credentials, joined(credentials));
}
