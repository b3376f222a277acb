/** Why a spec of one's own cannot be proposed as it is. */
import { isDeepStrictEqual } from "node:util";
import { type OwnPhotoSpec, type SpecFault, specFault } from "@gradphoto/domain";
import { type Refusal, refuse } from "../core/call.ts";
import { readPhotoSpecs } from "../core/photo-standard/read-photo-specs.ts";
import type { Transaction } from "../infra/db/database.ts";

export type PhotoSpecRefusal = Refusal<
  "photo-spec-fixed" | "photo-spec-origin-unknown" | "photo-spec-name-taken" | SpecFault["code"]
>;

/** `before`: what is in force under its id, which is retired or offered again and nothing else; null: it is new. */
export async function photoSpecRefusal(
  tx: Transaction,
  subject: string,
  value: OwnPhotoSpec,
  before: OwnPhotoSpec | null,
): Promise<PhotoSpecRefusal | null> {
  if (before !== null)
    return isDeepStrictEqual({ ...before, retired: null }, { ...value, retired: null })
      ? null
      : refuse("photo-spec-fixed", {});
  const specs = (await readPhotoSpecs(tx)).map(({ spec }) => spec);
  if (!specs.some(({ id }) => id === value.draftedFrom)) return refuse("photo-spec-origin-unknown", {});
  const { zh, en } = value.name;
  const same = specs.find(({ id, name }) => id !== subject && (name.zh === zh || name.en === en));
  if (same) return refuse("photo-spec-name-taken", { name: same.name.zh === zh ? zh : en });
  const fault = specFault(value);
  return fault && faultRefusal(fault);
}

function faultRefusal(fault: SpecFault): PhotoSpecRefusal {
  switch (fault.code) {
    case "photo-spec-window-reversed":
    case "photo-spec-aim-outside":
      return refuse(fault.code, fault.details);
    case "photo-spec-window-outside":
      return refuse(fault.code, fault.details);
    case "photo-spec-eyes-missed":
      return refuse(fault.code, fault.details);
    case "photo-spec-widest-narrower":
      return refuse(fault.code, fault.details);
    case "photo-spec-file-too-small":
    case "photo-spec-file-unreachable":
      return refuse(fault.code, fault.details);
    case "photo-spec-background-dark":
      return refuse(fault.code, fault.details);
    case "photo-spec-print-too-large":
      return refuse(fault.code, fault.details);
  }
}
