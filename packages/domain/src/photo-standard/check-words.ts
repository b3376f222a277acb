/** Texts of every check. A page that imports only `check-rows.ts` does not load them. */
import type { CheckWords } from "./check-row.ts";
import type { CheckId } from "./check-rows.ts";
import { backgroundWords } from "./checks/background.ts";
import { clothesWords } from "./checks/clothes.ts";
import { faceWords } from "./checks/face.ts";
import { fileWords } from "./checks/file.ts";
import { hairWords } from "./checks/hair.ts";
import { lightWords } from "./checks/light.ts";
import { originWords } from "./checks/origin.ts";
import { poseWords } from "./checks/pose.ts";
import { resultWords } from "./checks/result.ts";
import { wornWords } from "./checks/worn.ts";

export const checkWords = {
  ...fileWords,
  ...faceWords,
  ...originWords,
  ...lightWords,
  ...poseWords,
  ...hairWords,
  ...wornWords,
  ...clothesWords,
  ...backgroundWords,
  ...resultWords,
} as const satisfies Readonly<Record<CheckId, CheckWords>>;
