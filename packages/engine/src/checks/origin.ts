/** Origin of the photo: an earlier submission, a camera, an editor, a day. */
import { checkWords, daysWords, limitsOf } from "@gradphoto/domain/photo-standard";
import type { FileMarks } from "../ports.ts";
import { fileCheck, pictureCheck, type Reading } from "./check.ts";

const { adviceWhen: seenBeforeAdvice } = checkWords["seen-before"];

/**
 * Duplicates: somebody else submitted the same picture, or the same person did and it was refused. Reported only where
 * photos are stored.
 */
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
  advice: seenBeforeAdvice.notCompared,
};

/** Two people may have received one picture by mistake, and twins look alike, so a person decides. */
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
  advice: seenBeforeAdvice.refused,
};

const likeRefused: Reading = {
  value: 1,
  atMost: "warn",
  message: {
    zh: "这张照片与审核员退回过的几乎相同。",
    en: "The picture is nearly the same as one that a reviewer refused.",
  },
  advice: seenBeforeAdvice.likeRefused,
};

/**
 * Pattern of a front lens, for example "front camera 2.71mm f/2.2" or "iPhone 15 front TrueDepth camera 2.69mm f/1.9".
 */
const frontLens = /\bfront\b|前置/i;

/** Front camera. It is reported only where the file still names its lens. */
export const selfie = pictureCheck({
  id: "selfie",
  measure: ({ marks }) =>
    marks.lens !== null && frontLens.test(marks.lens)
      ? {
          value: 1,
          message: {
            zh: "照片文件注明由前置摄像头拍摄，应使用后置摄像头由他人拍摄。",
            en: "The file says the front camera took it; it should be the rear camera, held by another person.",
          },
        }
      : {
          value: null,
          unstated: true,
          message: {
            zh: "照片文件没有注明用了哪个摄像头、由谁拍摄，机器无从判断。",
            en: "The file does not say which camera took it or who held it, so no machine can tell.",
          },
          advice: checkWords.selfie.adviceWhen.unstated,
        },
});

/** Conclusions from a file's marks: generated, edited, or signed by the camera. */
interface Provenance {
  /** Names of labels that mark all or part of the picture as generated. */
  readonly generated: readonly string[];
  /** Evidence of editing after the photo was taken. */
  readonly edited: readonly string[];
  /** Content credentials that contain only the capture. */
  readonly signedByCamera: boolean;
}

/**
 * Terms of http://cv.iptc.org/newscodes/digitalsourcetype/, and C2PA's own. A term that is not listed here is not a
 * plain photo.
 */
const generatedTypes: readonly string[] = [
  "trainedAlgorithmicMedia",
  "compositeWithTrainedAlgorithmicMedia",
  "compositeSynthetic",
  "algorithmicMedia",
  "virtualRecording",
  "trainedAlgorithmicData",
];
const capturedTypes: readonly string[] = ["digitalCapture", "computationalCapture"];

/**
 * C2PA actions that leave the content of the picture as it is, from the list in C2PA 2.2. Any other action, such as one
 * of an editor's own, may change it.
 */
const harmlessActions: readonly string[] = [
  "c2pa.converted",
  "c2pa.created",
  "c2pa.cropped",
  "c2pa.edited.metadata",
  "c2pa.opened",
  "c2pa.orientation",
  "c2pa.published",
  "c2pa.redacted",
  "c2pa.repackaged",
  "c2pa.resized",
  "c2pa.resized.proportional",
  "c2pa.transcoded",
  "c2pa.watermarked",
  "c2pa.watermarked.bound",
  "c2pa.watermarked.unbound",
];

const generators =
  /midjourney|stable ?diffusion|dall[·-]?e\b|firefly|comfyui|novelai|automatic1111|fooocus|invokeai|openai|chatgpt|imagen\b|doubao|豆包|jimeng|即梦|tongyi|通义|wenxin|文心|kling|可灵|wanx|万相/i;

/**
 * Editors and beauty cameras by the names that they leave. Programs that only copy or rotate pictures are not included.
 */
const editors =
  /photoshop|lightroom|camera raw|\bgimp\b|affinity photo|capture one|luminar|pixelmator|paint\.net|krita|picasa|snapseed|vsco|picsart|polarr|facetune|faceapp|youcam|perfect365|airbrush|beautyplus|beautycam|beauty ?plus|meitu|美图|美颜|b612|\bsnow\b|soda ?cam|ulike|轻颜|faceu|激萌|xingtu|醒图|hypic|camera ?360|相机360|wuta|无他|pitu|天天p图|capcut|剪映|jianying|canva|可画|fotor|pixlr|befunky|remini|photoroom|gradphoto/i;

export function provenanceOf({
  aigc,
  sourceTypes,
  software,
  credentialActions,
}: FileMarks): Provenance {
  const generated = [
    ...(aigc.length > 0 ? ["TC260:AIGC"] : []),
    ...sourceTypes.filter((type) => generatedTypes.includes(type)),
    ...software.filter((name) => generators.test(name)),
  ];
  const isUnexplained = credentialActions !== null && sourceTypes.length === 0;
  const edited = [
    ...sourceTypes.filter((type) => ![...generatedTypes, ...capturedTypes].includes(type)),
    ...software.filter((name) => editors.test(name) && !generators.test(name)),
    ...(credentialActions ?? []).filter((action) => !harmlessActions.includes(action)),
    // Cameras state what they took. A signer without a statement may have done anything.
    ...(isUnexplained ? ["C2PA"] : []),
  ];
  const signedByCamera =
    credentialActions !== null && generated.length === 0 && edited.length === 0;
  return { generated, edited, signedByCamera };
}

/** Marks in the file of AI generation, of a part or all of the picture, or of an editor. */
export const editedOrGenerated = pictureCheck({
  id: "edited-or-generated",
  measure: ({ marks }) => {
    const { generated, edited, signedByCamera } = provenanceOf(marks);
    if (generated.length > 0) {
      return {
        value: generated.length,
        message: {
          zh: `照片文件注明由 AI 生成或修改（${generated.join("、")}）。AI 生成或修改的照片不能使用。`,
          en: `The file says that AI made or changed the photo (${generated.join(", ")}). A photo made or changed by AI cannot be used.`,
        },
      };
    }
    if (edited.length > 0) {
      return {
        value: edited.length,
        atMost: "warn",
        message: {
          zh: `照片文件注明经软件处理过（${edited.join("、")}），相貌可能已被修改。`,
          en: `The file says that software worked on the photo (${edited.join(", ")}); the features may have been changed.`,
        },
      };
    }
    return signedByCamera ? signed : { value: 0, message: noClaims };
  },
});

const signed = {
  value: 0,
  message: {
    zh: "照片文件带有相机的内容凭证（C2PA），没有注明生成或修改。",
    en: "The file carries the camera's content credentials (C2PA), which tell of no generation or editing.",
  },
} as const;

/** A file without a mark proves nothing: marks are lost when a photo passes through other programs. */
const noClaims = {
  zh: "照片文件中没有发现 AI 生成或修图软件的标识。",
  en: "No label of AI generation and no name of an editor was found in the file.",
};

/** Age of the photo. It is reported only where the file names the day. */
export const captureDate = pictureCheck({
  id: "capture-date",
  measure: ({ marks: { taken }, spec }) => {
    if (!taken) return unstated;
    const { max = aYear } = limitsOf("capture-date", spec).warn ?? {};
    const [age, within] = [daysWords(taken.daysAgo), daysWords(max)];
    return {
      value: taken.daysAgo,
      message: {
        zh: `照片文件注明拍摄于 ${taken.on}，已有${age.zh}，须在${within.zh}内拍摄。`,
        en: `The file says it was taken on ${taken.on}, ${age.en} ago; it must be taken within ${within.en}.`,
      },
    };
  },
});

const unstated: Reading = {
  value: null,
  unstated: true,
  message: {
    zh: "照片文件没有注明可信的拍摄日期，机器无从判断。",
    en: "The file names no day on which it can have been taken, so no machine can tell.",
  },
  advice: checkWords["capture-date"].adviceWhen.unstated,
};

const aYear = 365;
