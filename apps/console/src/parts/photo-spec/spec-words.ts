/** Texts of a photo spec, item by item, and of its drawing. */
import type { Rgb } from "@gradphoto/domain";
import { wordsOf } from "../../lib/words.ts";

const hex = (level: number): string => level.toString(16).padStart(2, "0");

/** Colour code: #64c5ff. */
export const colourCodeOf = ({ r, g, b }: Rgb): string => `#${hex(r)}${hex(g)}${hex(b)}`;

export const specWords = wordsOf(
  {
    row: "项目",
    differs: "不同",
    picture: (name: string) => `${name}：几何范围示意图`,
    numbers: "尺寸与范围",
    size: "像素",
    print: "打印尺寸",
    dpi: "分辨率标记",
    background: "背景色",
    file: "文件大小",
    widestFile: "项目最多可放宽到",
    aimFile: "文件大小目标下限",
    quality: "JPEG 品质下限",
    aim: "裁剪目标",
    aimText: (faceWidthPx: number, hairTopPx: number) =>
      `脸宽 ${faceWidthPx}、头顶 ${hairTopPx} 像素`,
    scale: "最大放大",
    source: "出处",
    none: "—",
    mustNotOccur: "不得出现",
    notChecked: "不检查",
    "drawn-hair-top": "头顶",
    "drawn-eyes": "眼睛",
    "drawn-face": "脸宽",
    "drawn-centre": "脸部中线",
    "drawn-chin": "下巴",
  },
  {
    row: "Item",
    differs: "differs",
    picture: (name) => `${name}: its geometry windows drawn`,
    numbers: "Size and ranges",
    size: "Pixels",
    print: "Printed size",
    dpi: "DPI tag",
    background: "Background",
    file: "File size",
    widestFile: "A project may widen it to",
    aimFile: "Target minimum file size",
    quality: "Lowest JPEG quality",
    aim: "Crop target",
    aimText: (faceWidthPx, hairTopPx) => `face ${faceWidthPx} px wide, hair top at ${hairTopPx} px`,
    scale: "Largest magnification",
    source: "Source",
    none: "—",
    mustNotOccur: "must not occur",
    notChecked: "not checked",
    "drawn-hair-top": "Hair top",
    "drawn-eyes": "Eyes",
    "drawn-face": "Face width",
    "drawn-centre": "Face centre",
    "drawn-chin": "Chin",
  },
);
