/**
 * Stores each activation of a conversion in one or both memory layouts and creates the missing one on demand. Emitters
 * of operators read and record them.
 */
import {
  type Graph,
  type OperatorOf,
  type OperatorType,
  type Shape4,
  shape4Of,
  tensorAt,
} from "../graph.ts";
import { roundedToCodes } from "./codes.ts";
import type { OnnxModelBuilder } from "./model-builder.ts";

/**
 * Memory layout. NHWC is TFLite's own order of dimensions (any rank); NCHW exists only for four dimensions and is the
 * one that ONNX needs.
 */
export type Layout = "NHWC" | "NCHW";

/** Number of each NHWC dimension in NCHW. */
export const nchwAxis: Shape4 = [0, 2, 3, 1];

/** Returns the shape in NCHW order. */
export function toNchw([batch, height, width, channels]: Shape4): Shape4 {
  return [batch, channels, height, width];
}

/** ONNX names of the activations computed so far. */
export class Activations {
  private readonly graph: Graph;
  private readonly onnx: OnnxModelBuilder;
  private readonly names: Record<Layout, Map<number, string>> = {
    NHWC: new Map(),
    NCHW: new Map(),
  };

  constructor(graph: Graph, onnx: OnnxModelBuilder) {
    this.graph = graph;
    this.onnx = onnx;
  }

  /** Records an activation. It is rounded to its codes if the tensor has any. */
  set(tensor: number, layout: Layout, name: string): void {
    const { codes } = tensorAt(this.graph, tensor);
    this.names[layout].set(tensor, codes ? roundedToCodes(this.onnx, name, codes) : name);
  }

  has(tensor: number, layout: Layout): boolean {
    return this.names[layout].has(tensor);
  }

  /**
   * Returns the name of the tensor in this layout. Adds one Transpose (or free Reshape) the first time it is needed.
   */
  get(tensor: number, layout: Layout): string {
    const activation = this.names[layout].get(tensor);
    if (activation !== undefined) {
      return activation;
    }
    const other = this.names[layout === "NHWC" ? "NCHW" : "NHWC"].get(tensor);
    if (other === undefined) {
      const { name } = tensorAt(this.graph, tensor);
      throw new Error(
        `Tensor ${tensor} (${name}) is used before it is computed. Check the network table.`,
      );
    }
    const converted = this.convert(other, tensor, layout);
    this.names[layout].set(tensor, converted);
    return converted;
  }

  private convert(name: string, tensor: number, layout: Layout): string {
    const shape = shape4Of(this.graph, tensor);
    const [, height, width, channels] = shape;
    const sameOrderInMemory = channels === 1 || height * width === 1;
    if (sameOrderInMemory) {
      const target = layout === "NHWC" ? shape : toNchw(shape);
      return this.onnx.node("Reshape", [name, this.onnx.integers(target)]);
    }
    return this.onnx.node("Transpose", [name], {
      perm: layout === "NHWC" ? [0, 2, 3, 1] : [0, 3, 1, 2],
    });
  }
}

/** Input of the emitter of one operator. */
export interface Conversion {
  readonly graph: Graph;
  readonly onnx: OnnxModelBuilder;
  readonly activations: Activations;
}

/** Adds the ONNX nodes of one operator and records its output in `activations`. */
export type Emitter<K extends OperatorType> = (
  operator: OperatorOf<K>,
  conversion: Conversion,
) => void;
