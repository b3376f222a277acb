/** Functions that the caller sees. Each is one stage; the caller lays out the memory and passes addresses. */

export { collectBlocks, writeField } from "./band";
export { halveCells, halvePlanes } from "./cells";
export { clampValues, solve, startResidual } from "./conjugate-gradient";
export { blurLayers, doubleLayers, fuseCells, splitLayers, writeForeground } from "./foreground";
export { repeatEdges } from "./grid";
export { evaluatePrior, guidedCoefficients } from "./guided";
export { assembleRows } from "./laplacian";
export { unpackAlpha, unpackColour } from "./picture";
export { countUnknown, gatherEvidence, labelPixels, widen } from "./trimap";
