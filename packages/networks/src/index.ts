/**
 * Networks of the product as ONNX or TFLite bytes, made in memory from pinned weight files. Runs in Node and in a
 * browser.
 */
export { type BasisPoint, type CanonicalFace, readCanonicalFace } from "./canonical-face.ts";
export {
  type ConvertedNetwork,
  convertNetwork,
  cutNetwork,
  describeNetwork,
  type NetworkDescription,
  type NetworkName,
  type NetworkOutput,
  networkNames,
} from "./networks.ts";
export {
  type CroppedRegion,
  type RefinementRegions,
  type RegionCrop,
  readRefinementRegions,
} from "./refinement-regions.ts";
export { type WeightFile, type WeightId, weightFileOf, weightFiles } from "./weights/table.ts";
