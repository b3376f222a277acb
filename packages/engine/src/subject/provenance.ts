/** What a file's marks come to: was the picture generated, edited, or signed by what took it? */
import type { FileMarks } from "../ports.ts";

export interface Provenance {
  /** Labels that say that the picture or a part of it was generated, as they are called. */
  readonly generated: readonly string[];
  /** What says that it was worked on since it was taken. */
  readonly edited: readonly string[];
  /** Content credentials that tell of nothing but taking it. */
  readonly signedByCamera: boolean;
}

/** Terms of http://cv.iptc.org/newscodes/digitalsourcetype/, and C2PA's own. What is not named here is no plain photo. */
const generatedTypes: readonly string[] = [
  "trainedAlgorithmicMedia",
  "compositeWithTrainedAlgorithmicMedia",
  "compositeSynthetic",
  "algorithmicMedia",
  "virtualRecording",
  "trainedAlgorithmicData",
];
const capturedTypes: readonly string[] = ["digitalCapture", "computationalCapture"];

/** C2PA's actions after which the picture shows something else than before; cropping, turning and scaling do not. */
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

/** Editors and beauty cameras by the names that they leave; programs that only copy or turn pictures are not among them. */
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
    // Cameras say what they took; who signs and does not say may have done anything.
    ...(isUnexplained ? ["C2PA"] : []),
  ];
  const signedByCamera = credentialActions !== null && generated.length === 0 && edited.length === 0;
  return { generated, edited, signedByCamera };
}
