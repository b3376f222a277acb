/** Codes in ONNX: a QuantizeLinear and a DequantizeLinear around an operator let the runtime compute it in 8-bit numbers. */
import type { Codes } from "../graph.ts";
import type { OnnxModelBuilder } from "./model-builder.ts";

/** Returns the name of the values rounded to their codes. */
export function roundedToCodes(
  onnx: OnnxModelBuilder,
  name: string,
  { scales, zeroPoint }: Codes,
): string {
  const scale = onnx.floats(scales, []);
  const zero = onnx.codes(Uint8Array.of(zeroPoint), []);
  return onnx.node("DequantizeLinear", [
    onnx.node("QuantizeLinear", [name, scale, zero]),
    scale,
    zero,
  ]);
}

/** Returns the name of the values that a constant's codes represent. Its first dimension is the output channel. */
export function valuesOfCodes(
  onnx: OnnxModelBuilder,
  codes: Int8Array | Int32Array,
  shape: readonly number[],
  { scales }: Codes,
): string {
  const zeros =
    codes instanceof Int8Array ? new Int8Array(scales.length) : new Int32Array(scales.length);
  const inputs = [
    onnx.codes(codes, shape),
    onnx.floats(scales, [scales.length]),
    onnx.codes(zeros, [scales.length]),
  ];
  return onnx.node("DequantizeLinear", inputs, { axis: 0 });
}
