/**
 * Duplicates: the same picture was submitted by somebody else, or by the same person and refused. Reported only where
 * photos are stored.
 */
import { findingWords } from "@gradphoto/domain/photo-standard";
import { fileCheck, type Reading } from "./check.ts";

const { adviceWhen } = findingWords["seen-before"];

export const seenBefore = fileCheck({
  id: "seen-before",
  measure: ({ seenBefore }): Reading => {
    if (seenBefore === null) return notCompared;
    if (seenBefore.where === "refused") return seenBefore.unchanged ? refusedEarlier : likeRefused;
    return seenBefore.where === "another-account" ? ofAnother : { value: 0 };
  },
});

const notCompared: Reading = {
  value: null,
  unstated: true,
  message: {
    zh: "这里不保存照片，没有与此前的照片比较。",
    en: "No photos are kept here, so it was not compared with earlier ones.",
  },
  advice: adviceWhen.notCompared,
};

/** Two people may have received one picture by mistake, and twins look alike: a person decides. */
const ofAnother: Reading = {
  value: 1,
  atMost: "warn",
  message: {
    zh: "另一个账号上传过几乎相同的照片，由审核员确认是谁的照片。",
    en: "Another account submitted nearly the same picture; a reviewer decides whose photo it is.",
  },
};

const refusedEarlier: Reading = {
  value: 1,
  message: {
    zh: "这张照片审核员已经退回过，文件没有变化。",
    en: "A reviewer has refused this very photo, and the file is unchanged.",
  },
  advice: adviceWhen.refused,
};

const likeRefused: Reading = {
  value: 1,
  atMost: "warn",
  message: {
    zh: "这张照片与审核员退回过的几乎相同。",
    en: "The picture is nearly the same as one that a reviewer refused.",
  },
  advice: adviceWhen.likeRefused,
};
