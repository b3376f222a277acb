/** What the steps have found out about a photo; the checks read it and nothing else. */
import type { PhotoSpec, Point } from "@gradphoto/domain/photo-standard";
import type { Lab } from "../maths/colour.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import type { Detection } from "../models/anchor-detector.ts";
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

/** The file as it came in. */
export interface IntakeSubject extends FileSubject {
  /** null where nobody keeps photos to compare it with. */
  readonly seenBefore: SeenBefore | null;
}

/**
 * Where the same picture was handed in before: `nowhere`; by another account; or by the same one, and a reviewer refused
 * it. `unchanged`: the same bytes, not only the same picture.
 */
export type SeenBefore =
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
  /** The whole picture, long side 128. */
  readonly overview: LabPatch;
}

export interface Face {
  readonly detection: Detection;
  readonly mesh: FaceMesh;
}

export interface FoundHand extends Hand {
  /** In how many of the parts that were searched it was found. */
  readonly views: number;
}

/** What everything else about the person is read from. All lengths in picture pixels unless named otherwise. */
export interface PersonReading extends PictureSubject {
  readonly main: Face;
  /** The 478 mesh points of the main face. */
  readonly points: readonly Point[];
  readonly frame: FaceFrame;
  readonly headPose: HeadPose;
  /** Cheek to cheek. */
  readonly faceWidthPx: number;
  /** Size of the face that does not shrink when the head turns. */
  readonly faceSizePx: number;
  /** The part of the picture around head and shoulders that classes, hands were looked for in. */
  readonly personPart: Rect;
  readonly classes: ClassMap;
  /** Inside the frame of the finished photo. */
  readonly hands: readonly FoundHand[];
  /** The face, 160 pixels per face size. */
  readonly faceColours: LabPatch;
  readonly head: HeadOutline;
  readonly framing: Framing;
}

/** The person whose photo it is. */
export interface PersonSubject extends PersonReading {
  readonly mouth: Mouth;
  /** Colours at the places of the face oval that are surely skin. */
  readonly skin: readonly Lab[];
  /** Head and shoulders, 96 pixels per face size. */
  readonly personColours: LabPatch;
  /** null when too little wall shows. */
  readonly wall: Wall | null;
}

export interface Mouth {
  /** Gap between the inner lips over the width of the inner mouth. */
  readonly gap: number;
  /** Mouth corner to mouth corner over the face width. */
  readonly width: number;
  /** Bright, colourless part of the open mouth, in square eye distances. */
  readonly teethArea: number;
  /** Cloth or a hand covers it. */
  readonly covered: boolean;
}

export interface Wall {
  /** Share of the person's part of the picture. */
  readonly area: number;
  /** Share of wall pixels at a brightness edge. */
  readonly edges: number;
  /** Spread of lightness and colour left when smooth light falling off across the wall is taken out. */
  readonly clutter: number;
  /** Spread of lightness, smooth falling off included. */
  readonly spreadL: number;
  /** Difference of mean lightness between the left and the right half. */
  readonly halves: number;
}

/** How far the head reaches in picture axes. */
export interface HeadOutline {
  /** Topmost row of the head, hair included, on the face axis. */
  readonly crownY: number;
  readonly eyeLineY: number;
  readonly chinY: number;
  readonly faceCentreX: number;
}

/** Where the output frame lies on the picture. */
export interface Crop {
  /** Whole pixels of the picture; may reach beyond its edges. */
  readonly rect: Rect;
  /** Output pixels per picture pixel. */
  readonly scale: number;
}

export interface Framing {
  /** Inside every window of the spec when nothing blocks it, near to that otherwise. */
  readonly crop: Crop;
  /** What forbids a lawful frame: hair or head shape against the windows, or too few source pixels. */
  readonly blockedBy: "windows" | "scale" | null;
  /** Output rows below the picture's bottom edge. */
  readonly missingRowsPx: number;
  /** Output pixels along which the picture's top edge cuts the head. */
  readonly topCutPx: number;
  /** Output pixels along which the picture's sides cut the person, inside the frame. */
  readonly sideCutPx: number;
}

/** The person cut out of the crop. */
export interface CutPerson {
  /** The crop at output size, untouched. */
  readonly photo: Raster;
  /** Per output pixel, 0..1. */
  readonly alpha: Float32Array;
  /** Per output pixel RGB; the photo's own where alpha is 1. */
  readonly foreground: Uint8ClampedArray;
}

/** The finished photo beside what it was made from. */
export interface ResultSubject {
  readonly spec: PhotoSpec;
  readonly file: Uint8Array;
  readonly jpeg: JpegFacts;
  /** The finished file decoded again. */
  readonly decoded: Raster;
  readonly measured: MeasuredFace | null;
  /** What the photo was composed from; null for a file made by somebody else. */
  readonly cut: CutPerson | null;
}

/** Read from the file's own bytes. */
export interface JpegFacts {
  readonly width: number;
  readonly height: number;
  readonly baseline: boolean;
  /** Dots per inch in the JFIF header, null when there is none. */
  readonly dpi: number | null;
  /** IJG quality the luminance table corresponds to. */
  readonly quality: number;
  readonly components: number;
  readonly hasExif: boolean;
  readonly hasIcc: boolean;
}

/** Measured on the finished photo, in its pixels. */
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
