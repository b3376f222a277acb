/** Marks in the file of AI generation, of a part or all of the picture, or of an editor. */
import { provenanceOf } from "../subject/provenance.ts";
import { pictureCheck } from "./check.ts";

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
    return signedByCamera ? signed : { value: 0, message: nothingSaid };
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
const nothingSaid = {
  zh: "照片文件中没有 AI 生成或修图软件的标识。",
  en: "The file holds no label of AI generation and names no editor.",
};
