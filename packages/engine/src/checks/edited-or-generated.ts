/** Marks in the file of AI generation, of a part or all of the picture, or of an editor. */
import type { FileMarks } from "../ports.ts";
import { pictureCheck } from "./check.ts";

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

/** C2PA actions that change the content of the picture; cropping, rotating and scaling do not. */
const editingActions: readonly string[] = [
  "c2pa.addedText",
  "c2pa.adjustedColor",
  "c2pa.color_adjustments",
  "c2pa.drawing",
  "c2pa.edited",
  "c2pa.enhanced",
  "c2pa.filtered",
  "c2pa.placed",
  "c2pa.removed",
  "c2pa.unknown",
];

const generators =
  /midjourney|stable ?diffusion|dall[·-]?e\b|firefly|comfyui|novelai|automatic1111|fooocus|invokeai|openai|chatgpt|imagen\b|doubao|豆包|jimeng|即梦|tongyi|通义|wenxin|文心|kling|可灵|wanx|万相/i;

/**
 * Editors and beauty cameras by the names that they leave; programs that only copy or rotate pictures are not included.
 */
const editors =
  /photoshop|lightroom|camera raw|\bgimp\b|affinity photo|capture one|luminar|pixelmator|paint\.net|krita|picasa|snapseed|vsco|picsart|polarr|facetune|faceapp|youcam|perfect365|airbrush|beautyplus|beautycam|beauty ?plus|meitu|美图|美颜|b612|\bsnow\b|soda ?cam|ulike|轻颜|faceu|激萌|xingtu|醒图|hypic|camera ?360|相机360|wuta|无他|pitu|天天p图|capcut|剪映|jianying|canva|可画|fotor|pixlr|befunky|remini|photoroom|gradphoto/i;

export function provenanceOf({ aigc, sourceTypes, software, credentialActions }: FileMarks): Provenance {
  const generated = [
    ...(aigc.length > 0 ? ["TC260:AIGC"] : []),
    ...sourceTypes.filter((type) => generatedTypes.includes(type)),
    ...software.filter((name) => generators.test(name)),
  ];
  const isUnexplained = credentialActions !== null && sourceTypes.length === 0;
  const edited = [
    ...sourceTypes.filter((type) => ![...generatedTypes, ...capturedTypes].includes(type)),
    ...software.filter((name) => editors.test(name) && !generators.test(name)),
    ...(credentialActions ?? []).filter((action) => editingActions.includes(action)),
    // Cameras state what they took; a signer without a statement may have done anything.
    ...(isUnexplained ? ["C2PA"] : []),
  ];
  const signedByCamera = credentialActions !== null && generated.length === 0 && edited.length === 0;
  return { generated, edited, signedByCamera };
}

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
  zh: "照片文件中没有 AI 生成或修图软件的标识。",
  en: "The file holds no label of AI generation and names no editor.",
};
