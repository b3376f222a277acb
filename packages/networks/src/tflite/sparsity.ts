/** Expands a sparse constant (TFLite SparsityParameters) to its dense values. */
import { valueCount } from "../graph.ts";
import type { FlatTable } from "./flatbuffer.ts";

interface DenseLevel {
  readonly size: number;
}

interface CompressedLevel {
  readonly segments: readonly number[];
  readonly indices: readonly number[];
}

type Level = DenseLevel | CompressedLevel;

// Numbers of the SparseIndexVector union: what the vector's elements are.
const int32Vector = 1;
const uint16Vector = 2;
const uint8Vector = 3;

/**
 * Dense row-major values of a sparse tensor. The storage is a tree: one level per entry of the traversal order (the
 * tensor's dimensions, then its blocks), each level either dense (all indices) or compressed (segments and indices).
 * Format: SparsityParameters and DimensionMetadata in schema.fbs of TensorFlow Lite.
 */
export function densify(sparsity: FlatTable, shape: readonly number[], stored: Float32Array): Float32Array {
  const traversalOrder = sparsity.int32s(0);
  const blockMap = sparsity.int32s(1);
  const levels = sparsity.tables(2).map(readLevel);
  const rank = shape.length;
  const blockSizes = blockMap.map((_, block) => {
    const level = levels[traversalOrder.indexOf(rank + block)];
    if (level === undefined || !("size" in level)) {
      throw new Error("A sparse constant of the network has a block without a size.");
    }
    return level.size;
  });

  const dense = new Float32Array(valueCount(shape));
  const path = new Array<number>(levels.length).fill(0);
  let storedPosition = 0;

  const place = (): void => {
    const index = new Array<number>(rank).fill(0);
    for (let level = 0; level < levels.length; level++) {
      const dimension = traversalOrder[level]!;
      if (dimension < rank) {
        index[dimension] = index[dimension]! + path[level]! * blockSizeOf(dimension);
      } else {
        const blocked = blockMap[dimension - rank]!;
        index[blocked] = index[blocked]! + path[level]!;
      }
    }
    const position = index.reduce((sum, value, dimension) => sum * shape[dimension]! + value, 0);
    const value = stored[storedPosition++];
    if (value === undefined || position >= dense.length) {
      throw new Error("A sparse constant of the network does not fit its shape.");
    }
    dense[position] = value;
  };
  const blockSizeOf = (dimension: number): number => {
    const block = blockMap.indexOf(dimension);
    return block === -1 ? 1 : blockSizes[block]!;
  };
  const visit = (depth: number, parent: number): void => {
    const level = levels[depth];
    if (level === undefined) {
      place();
    } else if ("size" in level) {
      for (let i = 0; i < level.size; i++) {
        path[depth] = i;
        visit(depth + 1, parent * level.size + i);
      }
    } else {
      for (let i = level.segments[parent] ?? 0; i < (level.segments[parent + 1] ?? 0); i++) {
        path[depth] = level.indices[i] ?? 0;
        visit(depth + 1, i);
      }
    }
  };
  visit(0, 0);
  return dense;
}

function readLevel(metadata: FlatTable): Level {
  const isCompressed = metadata.int8(0) === 1;
  if (!isCompressed) {
    return { size: metadata.int32(1) };
  }
  return { segments: readIndices(metadata, 2), indices: readIndices(metadata, 4) };
}

function readIndices(metadata: FlatTable, unionSlot: number): number[] {
  const kind = metadata.int8(unionSlot);
  const vector = metadata.table(unionSlot + 1);
  if (vector !== null && kind === int32Vector) {
    return vector.int32s(0);
  }
  if (vector !== null && kind === uint16Vector) {
    return vector.uint16s(0);
  }
  if (vector !== null && kind === uint8Vector) {
    return Array.from(vector.bytes(0));
  }
  throw new Error("A sparse constant of the network lacks its index list.");
}
