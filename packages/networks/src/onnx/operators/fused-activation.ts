/** The activation that TFLite fuses into many operators, as an ONNX node of its own. */
import type { Activation } from "../../graph.ts";
import type { OnnxModelBuilder } from "../model-builder.ts";

/** The name of the activated value; the same name when there is no activation. */
export function activate(onnx: OnnxModelBuilder, name: string, activation: Activation): string {
  switch (activation) {
    case null:
      return name;
    case "RELU":
      return onnx.node("Relu", [name]);
    case "RELU6":
      return onnx.node("Clip", [name, onnx.floats(Float32Array.of(0), []), onnx.floats(Float32Array.of(6), [])]);
  }
}
