/** The size that an HEVC frame says of itself in its sequence parameter sets (ITU-T H.265, 7.3.2.2), whatever its container says. */
import type { PictureSize } from "./heif-boxes.ts";

const sequenceSet = 33;
/** A frame of a phone has a dozen. */
const maxUnits = 256;
/** Behind it the size is known. */
const headBytes = 128;
/** Of what stands before the size, by the syntax's names (7.3.2.2, 7.3.3). */
const bitsIn = {
  videoSetId: 4,
  nestingFlag: 1,
  profile: 88,
  level: 8,
  alignmentPair: 2,
  separatePlanesFlag: 1,
} as const;
/** With it three colours are as large as each other. */
const chroma444 = 3;
/** Flags stand for as many, whatever there are. */
const maxSubLayers = 8;

/** Of the parameter sets in an "hvcC" box. */
export function frameSizesOfConfiguration(box: Uint8Array): PictureSize[] {
  const view = new DataView(box.buffer, box.byteOffset, box.byteLength);
  const sizes: PictureSize[] = [];
  let at = 23;
  const arrays = view.getUint8(22);
  let read = 0;
  for (let array = 0; array < arrays; array++) {
    const type = view.getUint8(at) & 63;
    const units = view.getUint16(at + 1);
    at += 3;
    for (let unit = 0; unit < units; unit++) {
      if (++read > maxUnits) throw new Error("a frame of the HEIF file is in too many pieces");
      const length = view.getUint16(at);
      if (type === sequenceSet) sizes.push(sizeOf(box.subarray(at + 2, at + 2 + length)));
      at += 2 + length;
    }
  }
  return sizes;
}

/** Of those between the units of a frame, each behind its length of four bytes. */
export function frameSizesOf(frame: Uint8Array): PictureSize[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const sizes: PictureSize[] = [];
  let units = 0;
  for (let at = 0; at + 5 <= frame.length; ) {
    if (++units > maxUnits) throw new Error("a frame of the HEIF file is in too many pieces");
    const length = view.getUint32(at);
    if ((frame[at + 4] ?? 0) >> 1 === sequenceSet) sizes.push(sizeOf(frame.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return sizes;
}

function sizeOf(unit: Uint8Array): PictureSize {
  const bits = bitsOf(unit.subarray(2, 2 + headBytes));
  bits.skip(bitsIn.videoSetId);
  const subLayers = bits.read(3);
  bits.skip(bitsIn.nestingFlag);
  bits.skip(bitsIn.profile + bitsIn.level);
  const has = Array.from({ length: subLayers }, () => ({ profile: bits.read(1) === 1, level: bits.read(1) === 1 }));
  if (subLayers > 0) bits.skip(bitsIn.alignmentPair * (maxSubLayers - subLayers));
  for (const { profile, level } of has) bits.skip((profile ? bitsIn.profile : 0) + (level ? bitsIn.level : 0));
  bits.exponential();
  if (bits.exponential() === chroma444) bits.skip(bitsIn.separatePlanesFlag);
  return { width: bits.exponential(), height: bits.exponential() };
}

/** The bits of a unit without its emulation prevention. Throws an Error behind the end. */
function bitsOf(unit: Uint8Array) {
  const bytes: number[] = [];
  for (const [i, byte] of unit.entries()) if (!(byte === 3 && unit[i - 1] === 0 && unit[i - 2] === 0)) bytes.push(byte);
  let at = 0;
  const next = (): number => {
    const byte = bytes[at >> 3];
    if (byte === undefined) throw new Error("a frame of the HEIF file does not tell its size");
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  const read = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 2 + next();
    return value;
  };
  return {
    read,
    skip: (width: number): void => {
      at += width;
    },
    /** Unsigned Exp-Golomb code. */
    exponential: (): number => {
      let zeros = 0;
      while (next() === 0) if (++zeros > 31) throw new Error("a frame of the HEIF file does not tell its size");
      return 2 ** zeros - 1 + read(zeros);
    },
  };
}
