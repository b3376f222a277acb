/** Runs the engine over labelled photos and stores its findings. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Outcome } from "@gradphoto/engine";
import type { EnginePool } from "@gradphoto/engine/node";
import { eachAtATime } from "../../../apps/cli/src/batch/batch-command.ts";
import type { LabelledPhoto } from "./labelled-photos.ts";

export interface JudgedPhoto {
  readonly photo: LabelledPhoto;
  /** null when the file could not be read or the engine failed; `problem` contains the reason. */
  readonly outcome: Outcome | null;
  readonly problem: string;
}

export interface Judging {
  readonly spec: PhotoSpec;
  readonly jobs: number;
  readonly onDone: () => void;
}

export const judgePhotos = (
  photos: readonly LabelledPhoto[],
  pool: EnginePool,
  { spec, jobs, onDone }: Judging,
): Promise<JudgedPhoto[]> =>
  eachAtATime(photos, jobs, async (photo) => {
    const judged = await judge(photo, join(photo.folder, photo.file), spec, pool);
    onDone();
    return judged;
  });

async function judge(
  photo: LabelledPhoto,
  path: string,
  spec: PhotoSpec,
  pool: EnginePool,
): Promise<JudgedPhoto> {
  try {
    return { photo, outcome: await pool.standardize(await readFile(path), spec), problem: "" };
  } catch (error) {
    return {
      photo,
      outcome: null,
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}
