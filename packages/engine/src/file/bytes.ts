/** Reads the texts and numbers of file formats from bytes, the same in Node and in a browser. */

const latin1 = new TextDecoder("latin1");
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes ASCII letters. Every other byte becomes one character too. */
export const latin1Of = (bytes: Uint8Array, from = 0, to = bytes.length): string =>
  latin1.decode(bytes.subarray(from, to));
export const utf8Of = (bytes: Uint8Array, from = 0, to = bytes.length): string =>
  utf8.decode(bytes.subarray(from, to));

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const complete = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    complete.set(part, at);
    at += part.length;
  }
  return complete;
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
