/** Results of the steps about a photo, and which of its faces is the main one. Checks read only these. */
import { checkRows, type PhotoSpec, type Point } from "@gradphoto/domain/photo-standard";
import type { Lab } from "../maths/colour.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import type { Detection } from "../models/decode-detections.ts";
import type { FaceMesh } from "../models/face-mesh.ts";
import type { Hand } from "../models/hand-landmarks.ts";
import type { HeadPose } from "../models/head-pose.ts";
import type { ClassMap } from "../models/person-classes.ts";
import type { FileMarks, Raster, ReadProblem, Rect, SourceHeader } from "../ports.ts";
import type { FaceFrame } from "./face-frame.ts";
import type { LabPatch } from "./lab-patch.ts";

interface FileSubject {
  readonly spec: PhotoSpec;
  readonly problem: ReadProblem | null;
  readonly megapixels: number;
}

/** The file as it was uploaded. */
export interface IntakeSubject extends FileSubject {
  /** Earlier use; null where there are no stored photos to compare with. */
  readonly seenBefore: EarlierUse | null;
}

/**
 * Earlier submission of the same picture: `nowhere`, by another account, or by the same one, and a reviewer refused it.
 * `unchanged` means the same bytes, not only the same picture.
 */
export type EarlierUse =
  | { readonly where: "nowhere" | "another-account" }
  | { readonly where: "refused"; readonly unchanged: boolean };

/** The decoded picture and every face in it, largest first. */
export interface PictureSubject extends FileSubject {
  readonly header: SourceHeader;
  readonly marks: FileMarks;
  readonly pyramid: Pyramid;
  /** Source pixels per picture pixel, >= 1. */
  readonly sourceScale: number;
  readonly faces: readonly Face[];
  /** Colours of the full picture, long side 128. */
  readonly overview: LabPatch;
}

export interface Face {
  readonly detection: Detection;
  readonly mesh: FaceMesh;
}

export interface DetectedHand extends Hand {
  /** Number of searched parts in which it was detected. */
  readonly views: number;
}

/**
 * Data from which everything else about the person is derived. All lengths in picture pixels unless named otherwise.
 */
export interface PersonReading extends PictureSubject {
  readonly main: Face;
  /** The 478 mesh points of the main face. */
  readonly points: readonly Point[];
  readonly frame: FaceFrame;
  readonly headPose: HeadPose;
  /** Width of the face, cheek to cheek. */
  readonly faceWidthPx: number;
  /** Size of the face that does not shrink when the head turns. */
  readonly faceSizePx: number;
  /** The part of the picture around head and shoulders in which classes and hands were searched. */
  readonly personPart: Rect;
  readonly classes: ClassMap;
  /** Hands inside the frame of the finished photo. */
  readonly hands: readonly DetectedHand[];
  /** Colours of the face, 160 pixels per face size. */
  readonly faceColours: LabPatch;
  readonly head: HeadOutline;
  readonly framing: Framing;
}

/** The main person of the photo. */
export interface PersonSubject extends PersonReading {
  readonly mouth: Mouth;
  /** Colours at the places of the face oval that are certainly skin. */
  readonly skin: readonly Lab[];
  /** Colours of head and shoulders, 96 pixels per face size. */
  readonly personColours: LabPatch;
  /** Wall; null when too little of it is visible. */
  readonly wall: Wall | null;
}

export interface Mouth {
  /** Gap between the inner lips, divided by the width of the inner mouth. */
  readonly gap: number;
  /** Distance of the mouth corners, divided by the face width. */
  readonly width: number;
  /** Bright, colourless part of the open mouth, in square eye distances. */
  readonly teethArea: number;
  /** True if cloth or a hand covers it. */
  readonly covered: boolean;
}

export interface Wall {
  /** Share of the person's part of the picture. */
  readonly area: number;
  /** Share of wall pixels at a brightness edge. */
  readonly edges: number;
  /** Spread of lightness and colour after a smooth change of light across the wall is removed. */
  readonly clutter: number;
  /** Spread of lightness, including the smooth change. */
  readonly spreadL: number;
  /** Difference of mean lightness between the left and the right half. */
  readonly halves: number;
}

/** Extent of the head in picture axes. */
export interface HeadOutline {
  /** Topmost row of the head, hair included, on the face axis. */
  readonly crownY: number;
  readonly eyeLineY: number;
  readonly chinY: number;
  readonly faceCentreX: number;
}

/** Position of the output frame on the picture. */
export interface Crop {
  /** Integer picture pixels; may exceed the picture's edges. */
  readonly rect: Rect;
  /** Output pixels per picture pixel. */
  readonly scale: number;
}

export interface Framing {
  /** Crop inside every window of the spec when nothing prevents this, close to that otherwise. */
  readonly crop: Crop;
  /** Obstacle to a frame within the windows: hair or head shape, or too few source pixels. */
  readonly blockedBy: "windows" | "scale" | null;
  /** Output rows below the picture's bottom edge. */
  readonly missingRowsPx: number;
  /** Length along which the picture's top edge cuts the head, in output pixels. */
  readonly topCutPx: number;
  /** Length along which the picture's sides cut the person inside the frame, in output pixels. */
  readonly sideCutPx: number;
}

/** The person cut out of the crop. */
export interface CutPerson {
  /** The crop at output size, unchanged. */
  readonly photo: Raster;
  /** Alpha of each output pixel, 0..1. */
  readonly alpha: Float32Array;
  /** RGB of each output pixel; the photo's own where alpha is 1. */
  readonly foreground: Uint8ClampedArray;
}

/** Layers of the composed photo, and what the network saw there. */
export interface ComposedPerson extends CutPerson {
  /** The person network's probability of person at each output pixel, before matting. */
  readonly personProbability: Float32Array;
}

/** The finished photo next to its source. */
export interface ResultSubject {
  readonly spec: PhotoSpec;
  readonly file: Uint8Array;
  readonly jpeg: JpegFacts;
  /** The finished file, decoded. */
  readonly decoded: Raster;
  readonly measured: MeasuredFace | null;
  /** null for a file from elsewhere. */
  readonly cut: ComposedPerson | null;
}

/** Facts read from the file's own bytes. */
export interface JpegFacts {
  readonly width: number;
  readonly height: number;
  readonly baseline: boolean;
  /** Dots per inch in the JFIF header; null when there are none. */
  readonly dpi: number | null;
  /** IJG quality that corresponds to the luminance table. */
  readonly quality: number;
  readonly components: number;
  readonly hasExif: boolean;
  readonly hasIcc: boolean;
}

/** Measurements on the finished photo, in its pixels. */
export interface MeasuredFace {
  readonly hairTopPx: number;
  readonly eyeLinePx: number;
  readonly faceWidthPx: number;
  readonly faceCentreXPx: number;
  readonly headHeightPx: number;
  readonly interEyePx: number;
  readonly rollDeg: number;
  readonly yawDeg: number;
  readonly pitchDeg: number;
}

/** Logit from which a mesh is certainly a fully visible face. */
export const clearFaceLogit = checkRows["face-unclear"].limits.warn.min;

/** Returns the largest clear face, or the largest of all when none is clear. */
export function mainFaceOf(faces: readonly Face[]): Face | undefined {
  return faces.find((face) => face.mesh.faceLogit >= clearFaceLogit) ?? faces[0];
}
