/** What the emitter of one operator is given, and the shape of such an emitter. */
import type { Graph, OperatorOf, OperatorType } from "../graph.ts";
import type { Activations } from "./activations.ts";
import type { OnnxModelBuilder } from "./model-builder.ts";

export interface Conversion {
  readonly graph: Graph;
  readonly onnx: OnnxModelBuilder;
  readonly activations: Activations;
}

/** Adds the ONNX nodes of one operator and records its output in `activations`. */
export type Emitter<K extends OperatorType> = (operator: OperatorOf<K>, conversion: Conversion) => void;
