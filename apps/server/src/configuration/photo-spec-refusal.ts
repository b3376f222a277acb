/** Validation of an operator's photo spec before it is proposed or confirmed. */
import { isDeepStrictEqual } from "node:util";
import { type OwnPhotoSpec, type SpecFault, shippedSpecIdOf, specFault } from "@gradphoto/domain";
import { type Refusal, refuse } from "../core/call.ts";
import { readPhotoSpecs } from "../core/photo-standard/read-photo-specs.ts";
import type { Transaction } from "../infra/db/database.ts";

export type PhotoSpecRefusal = Refusal<
  "photo-spec-fixed" | "photo-spec-origin-unknown" | "photo-spec-name-taken" | SpecFault["code"]
>;

/** Validates a spec. `previous`: the one in force, which may only be retired or offered again; null: a new one. */
export async function photoSpecRefusal(
  tx: Transaction,
  subject: string,
  value: OwnPhotoSpec,
  previous: OwnPhotoSpec | null,
): Promise<PhotoSpecRefusal | null> {
  if (previous !== null)
    return isDeepStrictEqual({ ...previous, retired: null }, { ...value, retired: null })
      ? null
      : refuse("photo-spec-fixed", {});
  const specs = (await readPhotoSpecs(tx)).map(({ spec }) => spec);
  if (!specs.some(({ id }) => id === value.draftedFrom))
    return refuse("photo-spec-origin-unknown", {});
  const { zh, en } = value.name;
  for (const { name } of specs.filter(({ id }) => id !== subject)) {
    if (nameKey(name.zh) === nameKey(zh)) return refuse("photo-spec-name-taken", { name: name.zh });
    if (nameKey(name.en) === nameKey(en)) return refuse("photo-spec-name-taken", { name: name.en });
  }
  const shipped = shippedSpecIdOf(subject);
  if (shipped === null) return refuse("photo-spec-origin-unknown", {});
  const fault = specFault(value, shipped);
  return fault && faultRefusal(fault);
}

/** Returns the key of a name. Two names with equal keys look the same to a reader. */
const nameKey = (name: string): string =>
  name
    .normalize("NFKC")
    .replace(/[\s\p{Cf}]/gu, "")
    .toLowerCase();

function faultRefusal(fault: SpecFault): PhotoSpecRefusal {
  switch (fault.code) {
    case "photo-spec-window-reversed":
    case "photo-spec-aim-outside":
      return refuse(fault.code, fault.details);
    case "photo-spec-window-outside":
      return refuse(fault.code, fault.details);
    case "photo-spec-window-narrow":
      return refuse(fault.code, fault.details);
    case "photo-spec-centre-missed":
      return refuse(fault.code, fault.details);
    case "photo-spec-registry-size":
      return refuse(fault.code, fault.details);
    case "photo-spec-eyes-missed":
      return refuse(fault.code, fault.details);
    case "photo-spec-widest-narrower":
      return refuse(fault.code, fault.details);
    case "photo-spec-file-too-small":
    case "photo-spec-file-unreachable":
    case "photo-spec-registry-file":
      return refuse(fault.code, fault.details);
    case "photo-spec-background-dark":
      return refuse(fault.code, fault.details);
    case "photo-spec-print-too-large":
      return refuse(fault.code, fault.details);
  }
}
