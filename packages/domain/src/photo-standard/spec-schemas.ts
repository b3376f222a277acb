/** Zod schemas of photo specs with the bounds of each number; `specFault` checks that the numbers are consistent. */
import { z } from "zod";
import { bilingualSchema, id, writtenText } from "../core/fields.ts";
import { allPhotoSpecIds } from "./photo-specs.ts";
import { limitsSchema } from "./schemas.ts";

/**
 * Id of a shipped spec, or an id with the form of an operator-defined one; only the server knows if the latter exists.
 */
export const photoSpecId = z.union([
  z.enum(allPhotoSpecIds),
  z.templateLiteral([z.enum(allPhotoSpecIds), ".", id]),
]);

const px = z.int().min(0).max(2000);
const window = z.object({ min: px.exactOptional(), max: px.exactOptional() });
const bytes = z.int().min(1024).max(10_000_000);
const code = z.int().min(0).max(255);

const numbers = {
  widthPx: z.int().min(100).max(2000),
  heightPx: z.int().min(100).max(2000),
  dpi: z.int().min(72).max(1200),
  background: z.object({ r: code, g: code, b: code }),
  file: z.object({
    minBytes: bytes,
    maxBytes: bytes,
    aimMinBytes: bytes,
    minQuality: z.int().min(30).max(95),
  }),
  widestFile: z.object({ minBytes: bytes, maxBytes: bytes }).exactOptional(),
  marksProcessing: z.boolean().exactOptional(),
  geometry: z.object({
    hairTopPx: window,
    eyeLinePx: window,
    faceWidthPx: window,
    faceCentreXPx: window,
    headHeightPx: window.exactOptional(),
    interEyePx: window.exactOptional(),
  }),
  aim: z.object({ faceWidthPx: px, hairTopPx: px }),
  maxScale: z.number().min(1).max(4),
};

/** For display: a spec that nobody has confirmed yet has no name. */
export const ownPhotoSpecSchema = z.object({
  name: bilingualSchema,
  source: bilingualSchema,
  ...numbers,
  draftedFrom: z.string().max(100),
  retired: z.boolean().exactOptional(),
});

const written = (most: number) => z.object({ zh: writtenText(most), en: writtenText(most) });

export const namedOwnSpecSchema = ownPhotoSpecSchema.extend({
  name: written(60),
  source: written(200),
});

/** For making and checking photos. */
export const photoSpecSchema = z.object({
  id: z.string(),
  ...numbers,
  limits: z.record(z.string(), limitsSchema),
});

export const storedPhotoSpecSchema = z.object({
  spec: photoSpecSchema.extend({ name: bilingualSchema, source: bilingualSchema }),
  /** null: shipped. */
  draftedFrom: z.string().nullable(),
  isRetired: z.boolean(),
});
