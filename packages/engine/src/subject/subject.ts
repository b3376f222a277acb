/** What the steps have found out about a photo; the checks read it and nothing else. */
import type { PhotoSpec, Point } from "@gradphoto/contract";
import type { Pyramid } from "../maths/pyramid.ts";
import type { Detection } from "../models/anchor-detector.ts";
import type { BodyPose } from "../models/body-pose.ts";
import type { FaceMesh } from "../models/face-mesh.ts";
import type { HeadPose } from "../models/head-pose.ts";
import type { ClassMap } from "../models/person-classes.ts";
import type { Raster, ReadProblem, Rect, SourceHeader } from "../ports.ts";
import type { FaceFrame } from "./face-frame.ts";
import type { LabPatch } from "./lab-patch.ts";

/** The file as it came in. */
export interface IntakeSubject {
  readonly spec: PhotoSpec;
  readonly problem: ReadProblem | null;
  readonly megapixels: number;
}

/** The decoded picture and every face in it, largest first. */
export interface PictureSubject extends IntakeSubject {
  readonly header: SourceHeader;
  readonly pyramid: Pyramid;
  /** Source pixels per picture pixel, >= 1. */
  readonly sourceScale: number;
  readonly faces: readonly Face[];
  /** The whole picture, long side 256. */
  readonly overview: LabPatch;
}

export interface Face {
  readonly detection: Detection;
  readonly mesh: FaceMesh;
}

/** The person whose photo it is. All lengths in picture pixels unless named otherwise. */
export interface PersonSubject extends PictureSubject {
  readonly main: Face;
  /** The 478 mesh points of the main face. */
  readonly points: readonly Point[];
  readonly frame: FaceFrame;
  readonly headPose: HeadPose;
  /** Cheek to cheek. */
  readonly faceWidthPx: number;
  /** Size of the face that does not shrink when the head turns. */
  readonly faceSizePx: number;
  /** The part of the picture around head and shoulders that classes, body and palms were looked for in. */
  readonly personPart: Rect;
  readonly classes: ClassMap;
  readonly body: BodyPose | null;
  readonly palms: readonly Detection[];
  /** Head and shoulders, 128 pixels per face size. */
  readonly personColours: LabPatch;
  /** The face, 256 pixels per face size. */
  readonly faceColours: LabPatch;
  readonly head: HeadOutline;
  readonly framing: Framing;
}

/** How far the head reaches in picture axes. */
export interface HeadOutline {
  /** Topmost row of the head, hair included, on the face axis. */
  readonly crownY: number;
  /** The picture ends before the head does. */
  readonly cutAtTop: boolean;
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
  /** Inside every window of the spec when feasible, the nearest to it otherwise. */
  readonly crop: Crop;
  readonly feasible: boolean;
  /** Output rows below the picture's bottom edge. */
  readonly missingRowsPx: number;
  /** Output pixels along which the picture's top edge cuts the head. */
  readonly topCutPx: number;
  /** Output pixels along which the picture's sides cut the person, inside the frame. */
  readonly sideCutPx: number;
}

/** The finished photo beside what it was made from. */
export interface ResultSubject {
  readonly spec: PhotoSpec;
  readonly file: Uint8Array;
  readonly jpeg: JpegFacts;
  /** The finished file decoded again. */
  readonly decoded: Raster;
  readonly measured: MeasuredFace | null;
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
