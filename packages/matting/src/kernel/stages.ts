/** The compiled functions by name; what each does and the order of its arguments is written at its source in assembly/. */

const stageNames = [
  "unpackColour",
  "unpackAlpha",
  "packAlpha",
  "gatherEvidence",
  "widen",
  "labelPixels",
  "countUnknown",
  "collectBlocks",
  "writeField",
  "repeatEdges",
  "halvePlanes",
  "halveCells",
  "guidedCoefficients",
  "evaluatePrior",
  "markWindows",
  "describeWindows",
  "assembleRows",
  "startResidual",
  "solve",
  "clampValues",
  "splitLayers",
  "blurLayers",
  "fuseCells",
  "doubleLayers",
  "writeForeground",
] as const;

export type StageName = (typeof stageNames)[number];

/** Runs one compiled function over the kernel's memory. */
export type RunStage = (name: StageName, ...numbers: number[]) => number;

/** One instance of the compiled kernel over the given memory. Throws when the bytes are not this version's kernel. */
export async function instantiateStages(wasmBytes: Uint8Array, memory: WebAssembly.Memory): Promise<RunStage> {
  const { instance } = await WebAssembly.instantiate(wasmBytes, { env: { memory } });
  for (const name of stageNames) stageOf(instance, name);
  return (name, ...numbers) => stageOf(instance, name)(...numbers);
}

function stageOf(instance: WebAssembly.Instance, name: StageName): (...numbers: number[]) => number {
  const stage = instance.exports[name];
  if (typeof stage !== "function") {
    throw new Error(`The kernel file has no ${name}; compile it again from this version's sources.`);
  }
  return stage;
}
