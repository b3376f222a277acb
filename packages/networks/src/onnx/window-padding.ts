/** Explicit zero padding of sliding windows, computed the way TFLite does it. */
import type { Padding } from "../graph.ts";

/** One axis of a sliding window; all sizes in samples. */
export interface WindowAxis {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly stride: number;
  readonly filterSize: number;
  readonly dilation: number;
}

/**
 * ONNX `pads` (top, left, bottom, right) of a convolution or pooling.
 * SAME: the total is what the last window lacks; the odd sample goes after (TFLite ComputePadding).
 */
export function windowPads(padding: Padding, vertical: WindowAxis, horizontal: WindowAxis): number[] {
  const total = ({ inputSize, outputSize, stride, filterSize, dilation }: WindowAxis): number =>
    Math.max((outputSize - 1) * stride + (filterSize - 1) * dilation + 1 - inputSize, 0);
  return padding === "VALID" ? [0, 0, 0, 0] : splitPads(total(vertical), total(horizontal));
}

/** ONNX `pads` of a transposed convolution: the same rule with input and output exchanged. */
export function transposedWindowPads(padding: Padding, vertical: WindowAxis, horizontal: WindowAxis): number[] {
  const exchanged = (axis: WindowAxis): WindowAxis => ({
    ...axis,
    inputSize: axis.outputSize,
    outputSize: axis.inputSize,
  });
  return windowPads(padding, exchanged(vertical), exchanged(horizontal));
}

function splitPads(vertical: number, horizontal: number): number[] {
  const top = vertical >> 1;
  const left = horizontal >> 1;
  return [top, left, vertical - top, horizontal - left];
}
