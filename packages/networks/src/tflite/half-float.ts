/** Decodes IEEE 754 half-precision numbers, the form most weights are stored in. */

/** The value of each of the 65536 bit patterns; networks hold millions of weights, so looking up pays. */
const valueOfBits = Float32Array.from({ length: 0x10000 }, (_, bits) => halfFloatValue(bits));

/** The single-precision values of little-endian 16-bit floats. */
export function decodeHalfFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.byteLength >> 1);
  for (let i = 0; i < values.length; i++) {
    values[i] = valueOfBits[view.getUint16(2 * i, true)]!;
  }
  return values;
}

function halfFloatValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) {
    return sign * mantissa * 2 ** -24;
  }
  if (exponent === 31) {
    return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}
