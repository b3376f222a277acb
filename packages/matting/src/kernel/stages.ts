/**
 * Compiled functions, each with the names of its arguments in the order of its source in assembly/, where they are
 * explained.
 */

export const stageArguments = {
  unpackColour: ["rgb", "valueOfCode", "red", "green", "blue", "width", "height", "stride"],
  unpackAlpha: ["packed", "plane", "width", "height", "stride"],
  gatherEvidence: [
    "person",
    "hair",
    "evidence",
    "width",
    "height",
    "stride",
    "surePerson",
    "sureBackground",
    "hairLikelihood",
    "hairPersonAlpha",
  ],
  widen: ["source", "widenedRows", "target", "width", "height", "stride", "radius"],
  labelPixels: [
    "plainMargin",
    "hairPersonMargin",
    "hairBackgroundMargin",
    "hairReach",
    "labels",
    "width",
    "height",
    "stride",
  ],
  countUnknown: ["labels", "height", "stride"],
  collectBlocks: ["labels", "starts", "height", "stride"],
  writeField: ["field", "labels", "starts", "blocks", "values", "height", "stride"],
  repeatEdges: ["plane", "width", "height", "stride"],
  halvePlanes: ["red", "green", "blue", "alpha", "cells", "width", "height", "stride"],
  halveCells: ["source", "target", "width", "height"],
  guidedCoefficients: [
    "cells",
    "coefficients",
    "fits",
    "columnSums",
    "rowMoments",
    "scratch",
    "width",
    "height",
    "radius",
    "epsilon",
  ],
  evaluatePrior: [
    "coefficients",
    "labels",
    "starts",
    "blocks",
    "red",
    "green",
    "blue",
    "prior",
    "width",
    "height",
    "stride",
  ],
  assembleRows: [
    "labels",
    "starts",
    "blocks",
    "red",
    "green",
    "blue",
    "windows",
    "width",
    "height",
    "stride",
    "epsilon",
    "darkestLight",
    "priorWeight",
    "rows",
    "inverseDiagonal",
    "scratch",
  ],
  startResidual: [
    "starts",
    "blocks",
    "rows",
    "field",
    "prior",
    "residual",
    "stride",
    "priorWeight",
  ],
  solve: [
    "starts",
    "blocks",
    "rows",
    "inverseDiagonal",
    "field",
    "solution",
    "residual",
    "image",
    "stride",
    "maxIterations",
    "shrink",
    "negligible",
  ],
  clampValues: ["values", "blocks"],
  splitLayers: ["cells", "foreground", "background", "count"],
  blurLayers: [
    "foreground",
    "background",
    "meanForeground",
    "meanBackground",
    "columnSums",
    "width",
    "height",
    "radius",
  ],
  fuseCells: ["cells", "foreground", "background", "count"],
  doubleLayers: [
    "meanForeground",
    "meanBackground",
    "meanWidth",
    "meanHeight",
    "cells",
    "foreground",
    "background",
    "width",
    "height",
  ],
  writeForeground: [
    "meanForeground",
    "meanBackground",
    "width",
    "height",
    "starts",
    "blocks",
    "red",
    "green",
    "blue",
    "alpha",
    "codeOfRoot",
    "rgb",
    "pictureWidth",
    "stride",
  ],
} as const;

export type StageName = keyof typeof stageArguments;

/** Runs one compiled function on the kernel's memory. Ignores arguments that it does not have. */
export type RunStage = <Name extends StageName>(
  name: Name,
  values: Readonly<Record<(typeof stageArguments)[Name][number], number>>,
) => number;

/**
 * Creates an instance of the compiled kernel over the given memory. Throws when the bytes are not this version's
 * kernel.
 */
export async function instantiateStages(
  wasmBytes: Uint8Array,
  memory: WebAssembly.Memory,
): Promise<RunStage> {
  const { instance } = await WebAssembly.instantiate(wasmBytes, { env: { memory } });
  for (const name of Object.keys(stageArguments)) stageOf(instance, name);
  return (name, values) => {
    const names: readonly (keyof typeof values)[] = stageArguments[name];
    return stageOf(instance, name)(...names.map((argument) => values[argument]));
  };
}

function stageOf(instance: WebAssembly.Instance, name: string): (...numbers: number[]) => number {
  const stage = instance.exports[name];
  if (typeof stage !== "function") {
    throw new Error(
      `The kernel file has no ${name}; compile it again from this version's sources.`,
    );
  }
  return stage;
}
