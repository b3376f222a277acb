/** Formats an operator-defined spec in one sentence with all its numbers, for the history and the audit log. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Window } from "../core/window.ts";
import type { OwnPhotoSpec } from "./own-specs.ts";
import { allGeometryWindows, geometryWords } from "./spec-faults.ts";
import { exactFigure, rangeWords } from "./unit-words.ts";

const range = (window: Window, unit: "px" | "bytes"): Bilingual => rangeWords(window, unit, exactFigure);
const inBytes = ({ minBytes, maxBytes }: { readonly minBytes: number; readonly maxBytes: number }): Bilingual =>
  range({ min: minBytes, max: maxBytes }, "bytes");

export function ownSpecInWords(spec: OwnPhotoSpec): Bilingual {
  const { name, source, widthPx, heightPx, dpi, background, file, widestFile, geometry, aim, maxScale } = spec;
  if (name.zh === "" && name.en === "") return { zh: "—", en: "—" };
  const { r, g, b } = background;
  const [bytes, widest] = [inBytes(file), widestFile && inBytes(widestFile)];
  const windows = allGeometryWindows.flatMap((key) => {
    const window = geometry[key];
    if (!window) return [];
    const [words, text] = [geometryWords[key], range(window, "px")];
    return [{ zh: `${words.zh}${text.zh}`, en: `${words.en} ${text.en}` }];
  });
  const parts: readonly Bilingual[] = [
    { zh: `${widthPx} × ${heightPx} 像素`, en: `${widthPx} × ${heightPx} px` },
    { zh: `${dpi} dpi`, en: `${dpi} dpi` },
    { zh: `背景 RGB ${r}, ${g}, ${b}`, en: `background RGB ${r}, ${g}, ${b}` },
    { zh: `文件${bytes.zh}`, en: `file ${bytes.en}` },
    ...(widest ? [{ zh: `项目最多可放宽到${widest.zh}`, en: `a project may widen it to ${widest.en}` }] : []),
    {
      zh: `尽量不小于 ${exactFigure(file.aimMinBytes, "bytes")} KB，压缩质量不低于 ${file.minQuality}`,
      en: `aims at no less than ${exactFigure(file.aimMinBytes, "bytes")} KB, JPEG quality at least ${file.minQuality}`,
    },
    ...windows,
    {
      zh: `裁剪目标：脸宽 ${aim.faceWidthPx}、头顶 ${aim.hairTopPx} 像素，最多放大 ${maxScale} 倍`,
      en: `the crop aims for a face ${aim.faceWidthPx} px wide and hair top at ${aim.hairTopPx} px, magnified ${maxScale} times at most`,
    },
    { zh: `出处：${source.zh}`, en: `source: ${source.en}` },
    { zh: `基于 ${spec.draftedFrom} 起草`, en: `drafted from ${spec.draftedFrom}` },
  ];
  const text = {
    zh: `${name.zh}：${parts.map(({ zh }) => zh).join("；")}`,
    en: `${name.en}: ${parts.map(({ en }) => en).join("; ")}`,
  };
  return spec.retired ? { zh: `已停用（${text.zh}）`, en: `Retired (${text.en})` } : text;
}
