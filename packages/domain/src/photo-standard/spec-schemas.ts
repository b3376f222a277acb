/** Zod schemas of photo specs with the bounds of each number; `specFault` checks that the numbers are consistent. */
import { z } from "zod";
import { bilingualSchema, id, writtenText } from "../core/fields.ts";
import { isOwnPhotoSpecId, type OwnPhotoSpecId } from "./own-specs.ts";
import { allPhotoSpecIds } from "./photo-specs.ts";
import { limitsSchema } from "./schemas.ts";

/**
 * Id of a shipped spec, or an id with the form of an operator's own one; only the server knows if the latter exists.
 */
export const photoSpecId = z.union([
  z.enum(allPhotoSpecIds),
  z.templateLiteral([z.enum(allPhotoSpecIds), ".", id]),
]);

const px = z.int().min(0).max(2000);
const window = z.strictObject({ min: px.exactOptional(), max: px.exactOptional() });
const bytes = z.int().min(1024).max(10_000_000);
const code = z.int().min(0).max(255);

const numbers = {
  widthPx: z.int().min(100).max(2000),
  heightPx: z.int().min(100).max(2000),
  dpi: z.int().min(72).max(1200),
  background: z.strictObject({ r: code, g: code, b: code }),
  file: z.strictObject({
    minBytes: bytes,
    maxBytes: bytes,
    aimMinBytes: bytes,
    minQuality: z.int().min(30).max(95),
  }),
  widestFile: z.strictObject({ minBytes: bytes, maxBytes: bytes }).exactOptional(),
  marksProcessing: z.boolean().exactOptional(),
  geometry: z.strictObject({
    hairTopPx: window,
    eyeLinePx: window,
    faceWidthPx: window,
    faceCentreXPx: window,
    headHeightPx: window.exactOptional(),
    interEyePx: window.exactOptional(),
  }),
  aim: z.strictObject({ faceWidthPx: px, hairTopPx: px }),
  maxScale: z.number().min(1).max(4),
};

const written = (most: number) => z.object({ zh: writtenText(most), en: writtenText(most) });

export const ownPhotoSpecSchema = z.object({
  name: written(60),
  source: written(200),
  ...numbers,
  retired: z.boolean().exactOptional(),
});

/** File of an operator's own spec. */
export const photoSpecFileSchema = z.strictObject({
  id: z.custom<OwnPhotoSpecId>((value) => typeof value === "string" && isOwnPhotoSpecId(value)),
  ...ownPhotoSpecSchema.shape,
});

/** For making and checking photos. */
export const photoSpecSchema = z.object({
  id: z.string(),
  ...numbers,
  limits: z.record(z.string(), limitsSchema),
});

/** For display. */
export const listedPhotoSpecSchema = z.object({
  spec: photoSpecSchema.extend({ name: bilingualSchema, source: bilingualSchema }),
  isShipped: z.boolean(),
  isRetired: z.boolean(),
  /** Number of confirmed projects that use it and are not closed; of the caller's school, where the post has one. */
  projects: z.int(),
});
