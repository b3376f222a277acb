/** Expands a sparse constant (TFLite SparsityParameters) to its dense values. */
import { valueCount } from "../graph.ts";
import type { FlatTable } from "./flatbuffer.ts";

/** A level that stores all of its `size` indices. */
interface DenseLevel {
  readonly size: number;
}

/** A level that stores, for entry p of the level above, the indices from segments[p] to segments[p + 1]. */
interface CompressedLevel {
  readonly segments: readonly number[];
  readonly indices: readonly number[];
}

/** The storage is a tree with one level per entry of the traversal order: the dimensions of the tensor, then its blocks. */
export interface SparseLayout {
  /** Per level: a dimension of the tensor, or the tensor's rank plus the number of a block. */
  readonly traversalOrder: readonly number[];
  /** Per block: the dimension that it divides. */
  readonly blockMap: readonly number[];
  readonly levels: readonly (DenseLevel | CompressedLevel)[];
}

// Numbers of the SparseIndexVector union: what the elements of an index list are.
const int32Vector = 1;
const uint16Vector = 2;
const uint8Vector = 3;

/** Reads SparsityParameters and its DimensionMetadata (schema.fbs of TensorFlow Lite). */
export function readSparseLayout(sparsity: FlatTable): SparseLayout {
  return {
    traversalOrder: sparsity.int32s(0),
    blockMap: sparsity.int32s(1),
    levels: sparsity.tables(2).map(readLevel),
  };
}

/** Dense row-major values of a sparse tensor of this shape; `stored` are its values in traversal order. */
export function densify(layout: SparseLayout, shape: readonly number[], stored: Float32Array): Float32Array {
  const { levels } = layout;
  const steps = levelSteps(layout, shape);
  const dense = new Float32Array(valueCount(shape));
  let storedCount = 0;
  const visit = (depth: number, entry: number, position: number): void => {
    const level = levels[depth];
    const step = steps[depth] ?? 0;
    if (level === undefined) {
      const value = stored[storedCount++];
      if (value === undefined || position >= dense.length) {
        throw damaged("does not fit its shape");
      }
      dense[position] = value;
    } else if ("size" in level) {
      for (let i = 0; i < level.size; i++) {
        visit(depth + 1, entry * level.size + i, position + i * step);
      }
    } else {
      const end = level.segments[entry + 1] ?? 0;
      for (let i = level.segments[entry] ?? 0; i < end; i++) {
        visit(depth + 1, i, position + (level.indices[i] ?? 0) * step);
      }
    }
  };
  visit(0, 0, 0);
  return dense;
}

/** How far one index of each level moves in the dense values. */
function levelSteps({ traversalOrder, blockMap, levels }: SparseLayout, shape: readonly number[]): number[] {
  const strides = shape.map((_, dimension) => valueCount(shape.slice(dimension + 1)));
  const blockSize = (block: number): number => {
    const level = levels[traversalOrder.indexOf(shape.length + block)];
    if (level === undefined || !("size" in level)) {
      throw damaged("has a block without a size");
    }
    return level.size;
  };
  return traversalOrder.map((entry) => {
    const isBlock = entry >= shape.length;
    const dimension = isBlock ? blockMap[entry - shape.length] : entry;
    const stride = strides[dimension ?? -1];
    if (dimension === undefined || stride === undefined) {
      throw damaged("names a dimension that it does not have");
    }
    const block = blockMap.indexOf(dimension);
    return isBlock || block === -1 ? stride : stride * blockSize(block);
  });
}

function readLevel(metadata: FlatTable): DenseLevel | CompressedLevel {
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
  throw damaged("lacks its index list");
}

function damaged(what: string): Error {
  return new Error(
    `The network file is damaged: a sparse constant ${what}. Install the weights again with \`npm ci\`.`,
  );
}
