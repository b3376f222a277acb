/** Enlarging of feature maps. */
import { inputOf, shape4Of } from "../../graph.ts";
import type { Conversion, Emitter } from "../emitter.ts";
import type { Attribute } from "../model-builder.ts";

export const emitResizeBilinear: Emitter<"RESIZE_BILINEAR"> = (operator, conversion) => {
  const { alignCorners, halfPixelCenters } = operator.options;
  const unaligned = halfPixelCenters ? "half_pixel" : "asymmetric";
  emitResize(inputOf(operator, 0), operator.output, conversion, {
    mode: "linear",
    coordinate_transformation_mode: alignCorners ? "align_corners" : unaligned,
  });
};

/** For whole factors all coordinate rules of TFLite but align-corners pick the sample that "asymmetric, floor" picks. */
export const emitResizeNearest: Emitter<"RESIZE_NEAREST_NEIGHBOR"> = (operator, conversion) => {
  const input = inputOf(operator, 0);
  const scales = resizeScales(input, operator.output, conversion);
  if (operator.options.alignCorners || !scales.every(Number.isInteger)) {
    throw new Error("RESIZE_NEAREST_NEIGHBOR is supported for whole factors without align-corners only.");
  }
  emitResize(input, operator.output, conversion, {
    mode: "nearest",
    coordinate_transformation_mode: "asymmetric",
    nearest_mode: "floor",
  });
};

/** Scales, not sizes: ONNX Runtime takes its fast path for blocked data only when scales are given. */
function emitResize(
  input: number,
  output: number,
  conversion: Conversion,
  attributes: Readonly<Record<string, Attribute>>,
): void {
  const { onnx, activations } = conversion;
  const scales = resizeScales(input, output, conversion);
  const scaleName = onnx.floats(Float32Array.of(1, 1, ...scales), [4]);
  activations.set(output, "NCHW", onnx.node("Resize", [activations.get(input, "NCHW"), "", scaleName], attributes));
}

function resizeScales(input: number, output: number, { graph }: Conversion): [number, number] {
  const [, inputHeight, inputWidth] = shape4Of(graph, input);
  const [, outputHeight, outputWidth] = shape4Of(graph, output);
  return [outputHeight / inputHeight, outputWidth / inputWidth];
}
