/** Sliding windows for ONNX: their attributes, and TFLite's padding made explicit. */
import type { Padding, Size } from "../graph.ts";

export interface SlidingWindow {
  readonly padding: Padding;
  readonly filter: Size;
  readonly stride: Size;
  readonly dilation: Size;
}

/**
 * ONNX `pads` (top, left, bottom, right) of a convolution or pooling that turns a map of size `input` into `output`.
 * SAME: the total is what the last window lacks; an odd sample goes after the input (TFLite's ComputePadding).
 */
export function windowPads(window: SlidingWindow, input: Size, output: Size): number[] {
  if (window.padding === "VALID") {
    return [0, 0, 0, 0];
  }
  const vertical = totalPadding(window, input, output, "height");
  const horizontal = totalPadding(window, input, output, "width");
  const top = vertical >> 1;
  const left = horizontal >> 1;
  return [top, left, vertical - top, horizontal - left];
}

/** ONNX `pads` of a transposed convolution, which is the convolution from its output back to its input. */
export function transposedWindowPads(window: SlidingWindow, input: Size, output: Size): number[] {
  return windowPads(window, output, input);
}

/** The ONNX attributes that describe the window, without its pads. */
export function windowAttributes({ filter, stride, dilation }: SlidingWindow): Record<string, readonly number[]> {
  return {
    kernel_shape: [filter.height, filter.width],
    strides: [stride.height, stride.width],
    dilations: [dilation.height, dilation.width],
  };
}

function totalPadding(
  { filter, stride, dilation }: SlidingWindow,
  input: Size,
  output: Size,
  axis: keyof Size,
): number {
  const reach = (filter[axis] - 1) * dilation[axis] + 1;
  return Math.max((output[axis] - 1) * stride[axis] + reach - input[axis], 0);
}
