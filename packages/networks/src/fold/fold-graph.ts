/** Simplifies a graph exactly: fewer operators, the same function up to float rounding. */
import type { Graph } from "../graph.ts";
import { foldChannelAffine } from "./channel-affine.ts";
import { foldLinearBeforePointwise } from "./linear-before-pointwise.ts";

const folds: readonly ((graph: Graph) => Graph | null)[] = [foldChannelAffine, foldLinearBeforePointwise];

/** Applies each fold until it finds nothing more. */
export function foldGraph(graph: Graph): Graph {
  let folded = graph;
  for (const fold of folds) {
    for (let next = fold(folded); next !== null; next = fold(folded)) {
      folded = next;
    }
  }
  return folded;
}
