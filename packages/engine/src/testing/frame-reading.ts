/** Reading of a camera frame with correct position and look, except for the overrides. */
import {
  type CheckId,
  type Finding,
  findPhotoSpec,
  judge,
  limitsOf,
  photoSpecs,
} from "@gradphoto/domain/photo-standard";
import { closeCheckIds } from "../guidance/look-closer.ts";
import { type FrameReading, shotCheckIds } from "../guidance/read-frame.ts";
import type { Standing } from "../guidance/standing.ts";

const spec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
const wellPlaced: Standing = {
  faceSizePx: spec.aim.faceWidthPx,
  eyeLinePx: 250,
  faceCentreXPx: spec.widthPx / 2,
};
const level = { yawDeg: 0, pitchDeg: 0 };
const open = 0.9;

type SeenCheckId = (typeof shotCheckIds | typeof closeCheckIds)[number];

interface Seen {
  readonly standing?: Partial<Standing>;
  readonly turn?: Partial<typeof level> | null;
  readonly values?: Partial<Record<SeenCheckId, number>>;
}

const finding = (id: CheckId, value: number): Finding => ({
  ...{
    id,
    value,
    verdict: judge(value, limitsOf(id, spec)),
    unit: "share",
    limit: {},
    overlay: null,
  },
  ...{ title: { zh: id, en: id }, message: { zh: id, en: id }, advice: { zh: id, en: id } },
  clause: { id: "any", zh: id, en: id },
});

export function reading({ standing, turn, values }: Seen = {}): FrameReading {
  const all: NonNullable<Seen["values"]> = {
    "eyes-closed": open,
    "head-tilt": 0,
    "mouth-open": 0,
    dark: 80,
    blur: 20,
    ...values,
  };
  const matches = [...shotCheckIds, ...closeCheckIds].flatMap((id) => {
    const value = all[id];
    return value === undefined ? [] : [[id, finding(id, value)] as const];
  });
  return {
    spec,
    findings: new Map(matches),
    head: {
      standing: { ...wellPlaced, ...standing },
      turn: turn === null ? null : { ...level, ...turn },
    },
  };
}
