/** Zod schemas of a report and a finding, for reading them from external input. */
import { z } from "zod";
import { bilingualSchema } from "../core/fields.ts";
import { type Report, reportVerdicts, reportVersion } from "./report.ts";
import { allUnits } from "./unit-words.ts";
import { allVerdicts } from "./verdict-words.ts";

const window = z.object({ min: z.number().exactOptional(), max: z.number().exactOptional() });
export const limitsSchema = z.object({
  fail: window.exactOptional(),
  warn: window.exactOptional(),
});
const point = z.object({ x: z.number(), y: z.number() });

const overlayShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("points"), points: z.array(point) }),
  z.object({ kind: z.literal("line"), points: z.array(point) }),
  z.object({ kind: z.literal("outline"), points: z.array(point) }),
  z.object({
    kind: z.literal("box"),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
  }),
]);

export const findingSchema = z.object({
  id: z.string(),
  verdict: z.enum(allVerdicts),
  value: z.number().nullable(),
  unit: z.enum(allUnits),
  limit: limitsSchema,
  title: bilingualSchema,
  message: bilingualSchema,
  advice: bilingualSchema,
  clause: bilingualSchema.extend({ id: z.string() }),
  overlay: z.object({ on: z.enum(["source", "result"]), shapes: z.array(overlayShape) }).nullable(),
  atMost: z.literal("warn").exactOptional(),
  note: z.literal(true).exactOptional(),
  explainedBy: z.string().exactOptional(),
  unstated: z.literal(true).exactOptional(),
});

const geometry = z.object({
  hairTopPx: z.number(),
  eyeLinePx: z.number(),
  faceWidthPx: z.number(),
  faceCentreXPx: z.number(),
  rollDeg: z.number(),
  yawDeg: z.number(),
  pitchDeg: z.number(),
  interEyePx: z.number(),
});

const operation = z.discriminatedUnion("op", [
  z.object({ op: z.literal("exif-turn"), params: z.object({ orientation: z.number().int() }) }),
  z.object({
    op: z.literal("convert-colour"),
    params: z.object({ from: z.string(), to: z.literal("sRGB") }),
  }),
  z.object({ op: z.literal("flatten-alpha"), params: z.object({ onto: z.string() }) }),
  z.object({
    op: z.literal("crop"),
    params: z.object({
      leftPx: z.number(),
      topPx: z.number(),
      widthPx: z.number(),
      heightPx: z.number(),
    }),
  }),
  z.object({
    op: z.literal("scale"),
    params: z.object({ factor: z.number(), kernel: z.string() }),
  }),
  z.object({
    op: z.literal("replace-background"),
    params: z.object({ r: z.number(), g: z.number(), b: z.number() }),
  }),
  z.object({
    op: z.literal("encode-jpeg"),
    params: z.object({
      quality: z.number(),
      chroma: z.enum(["4:4:4", "4:2:0"]),
      // A report without these fields was made before there was a choice.
      tables: z.enum(["annex-k", "ms-ssim"]).default("annex-k"),
      trellis: z.boolean().default(false),
      dpi: z.number(),
    }),
  }),
]);

export const reportSchema = z.object({
  version: z.literal(reportVersion),
  spec: z.string(),
  verdict: z.enum(reportVerdicts),
  preview: z.boolean(),
  findings: z.array(findingSchema),
  geometry: geometry.nullable(),
  output: z
    .object({
      file: z.string().nullable(),
      width: z.number().int(),
      height: z.number().int(),
      bytes: z.number().int(),
      quality: z.number().int(),
      dpi: z.number().int(),
      sha256: z.string(),
    })
    .nullable(),
  operations: z.array(operation),
  source: z.object({
    sha256: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    format: z.string(),
    exifOrientation: z.number().int(),
  }),
  engine: z.object({
    version: z.string(),
    models: z.array(z.object({ name: z.string(), sha256: z.string() })),
  }),
  timingsMs: z.object({ total: z.number() }).catchall(z.number()),
});

/** Parses an external report; throws a ZodError that names the invalid field. */
export const parseReport = (input: unknown): Report => reportSchema.parse(input);
