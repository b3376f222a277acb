/** Damages a file in the ways that break parsers: bits, runs, lengths, chunks, cuts, and halves of two formats. */

/** Numbers in 0..1, uniform. */
export type Random = () => number;

type Mutation = (bytes: Buffer, other: Buffer, random: Random) => Buffer;

const maxMutations = 4;
const maxBytes = 1 << 16;
const boundaries = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** The same mutations for the same numbers. `other` lends its parts to splices. */
export function mutate(seed: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes: Buffer = Buffer.from(seed);
  const count = 1 + below(maxMutations, random);
  for (let i = 0; i < count && bytes.length > 0; i++) {
    bytes = pick(mutations, random)(bytes, Buffer.from(other), random).subarray(0, maxBytes);
  }
  return bytes;
}

const flipBits: Mutation = (bytes, _, random) => {
  const count = 1 + below(16, random);
  for (let i = 0; i < count; i++) {
    const at = below(bytes.length, random);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << below(8, random)), at);
  }
  return bytes;
};

const overwriteRun: Mutation = (bytes, _, random) => {
  const { from, to } = range(bytes, random);
  const filler = pick([() => 0, () => 0xff, () => below(256, random)], random);
  for (let i = from; i < to; i++) bytes.writeUInt8(filler(), i);
  return bytes;
};

const truncate: Mutation = (bytes, _, random) => bytes.subarray(0, below(bytes.length, random));

const duplicateChunk: Mutation = (bytes, _, random) => {
  const { from, to } = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
};

const removeChunk: Mutation = (bytes, _, random) => {
  const { from, to } = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const editLength: Mutation = (bytes, _, random) => {
  const width = Math.min(bytes.length, pick([1, 2, 4], random));
  const value = pick(boundaries, random) % 256 ** width;
  const at = below(bytes.length - width + 1, random);
  if (random() < 0.5) bytes.writeUIntBE(value, at, width);
  else bytes.writeUIntLE(value, at, width);
  return bytes;
};

const swapHeader: Mutation = (bytes, other, random) => {
  const length = 1 + below(Math.min(64, bytes.length, other.length), random);
  return Buffer.concat([other.subarray(0, length), bytes.subarray(length)]);
};

const splice: Mutation = (bytes, other, random) =>
  Buffer.concat([bytes.subarray(0, below(bytes.length, random)), other.subarray(below(other.length, random))]);

const mutations = [
  flipBits,
  overwriteRun,
  truncate,
  duplicateChunk,
  removeChunk,
  editLength,
  swapHeader,
  splice,
] as const;

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

export function pick<T>(choices: readonly T[], random: Random): T {
  const choice = choices[below(choices.length, random)];
  if (choice === undefined) throw new RangeError("there is nothing to pick from");
  return choice;
}

/** Mostly short: parsers break on small things. */
function range(bytes: Buffer, random: Random): { readonly from: number; readonly to: number } {
  const from = below(bytes.length, random);
  return { from, to: Math.min(bytes.length, from + 1 + below(2 ** (1 + below(10, random)), random)) };
}
