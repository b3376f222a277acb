/** Maximum pooling. */
import { inputOf, sizeOf } from "../../graph.ts";
import type { Emitter } from "../emitter.ts";
import { windowAttributes, windowPads } from "../sliding-window.ts";
import { activate } from "./fused-activation.ts";

export const emitMaxPool: Emitter<"MAX_POOL_2D"> = (operator, { graph, onnx, activations }) => {
  const { options, output } = operator;
  const input = inputOf(operator, 0);
  const window = { ...options, dilation: { height: 1, width: 1 } };
  const result = onnx.node("MaxPool", [activations.get(input, "NCHW")], {
    ...windowAttributes(window),
    pads: windowPads(window, sizeOf(graph, input), sizeOf(graph, output)),
  });
  activations.set(output, "NCHW", activate(onnx, result, options.activation));
};
