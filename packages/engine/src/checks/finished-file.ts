/** Checks of the finished file against the spec. */
import {
  type Bilingual,
  checkWords,
  limitsOf,
  type PhotoSpec,
} from "@gradphoto/domain/photo-standard";
import type { JpegFacts } from "../subject/subject.ts";
import { resultCheck } from "./check.ts";

/** Format of the finished photo: the exact size of the spec, a plain baseline colour JPEG without metadata. */
export const pixels = resultCheck({
  id: "pixels",
  measure: ({ jpeg, spec }) => {
    const differing = differences(jpeg, spec);
    return {
      value: differing.length,
      message: differing.length > 0 ? listed(differing) : asRequired(spec),
    };
  },
});

const asRequired = ({ widthPx, heightPx }: PhotoSpec): Bilingual => ({
  zh: `${widthPx}×${heightPx} 像素，格式符合规格。`,
  en: `${widthPx}×${heightPx} px, in the format of the spec.`,
});

const listed = (differing: readonly Bilingual[]): Bilingual => ({
  zh: `与规格不同（${differing.length} 项）：${differing.map(({ zh }) => zh).join("；")}。`,
  en: `Other than the spec asks (${differing.length}): ${differing.map(({ en }) => en).join("; ")}.`,
});

/** Lists each difference with its required value. */
function differences(jpeg: JpegFacts, { widthPx, heightPx }: PhotoSpec): Bilingual[] {
  const facts: readonly (readonly [differs: boolean, zh: string, en: string])[] = [
    [
      jpeg.width !== widthPx,
      `宽 ${jpeg.width} 像素，应为 ${widthPx}`,
      `${jpeg.width} px wide, not ${widthPx}`,
    ],
    [
      jpeg.height !== heightPx,
      `高 ${jpeg.height} 像素，应为 ${heightPx}`,
      `${jpeg.height} px high, not ${heightPx}`,
    ],
    [!jpeg.baseline, "渐进式或其他编码，应为基线式", "progressive or other coding, not baseline"],
    [
      jpeg.components !== 3,
      `${jpeg.components} 个颜色通道，应为 3`,
      `${jpeg.components} colour channels, not 3`,
    ],
    [jpeg.hasExif, "带有 EXIF 信息，应去掉", "EXIF data, which should be left out"],
    [jpeg.hasIcc, "带有 ICC 颜色配置，应去掉", "an ICC colour profile, which should be left out"],
  ];
  return facts.flatMap(([differs, zh, en]) => (differs ? [{ zh, en }] : []));
}

/** Density in the file, against the spec. */
export const density = resultCheck({
  id: "density",
  measure: ({ jpeg: { dpi }, spec }) =>
    dpi === null
      ? {
          value: 0,
          message: {
            zh: `文件没有注明分辨率，应为 ${spec.dpi} dpi。`,
            en: `The file states no resolution; it should be ${spec.dpi} dpi.`,
          },
        }
      : { value: dpi },
});

/** Size of the file, against the spec. */
export const fileSize = resultCheck({
  id: "file-size",
  measure: ({ file, spec }) => {
    const { max = Number.POSITIVE_INFINITY } = limitsOf("file-size", spec).fail ?? {};
    return {
      value: file.length,
      ...(file.length > max && { advice: checkWords["file-size"].adviceWhen.tooLarge }),
    };
  },
});

/** Compression quality of the file. */
export const quality = resultCheck({
  id: "quality",
  measure: ({ jpeg }) => ({ value: jpeg.quality }),
});
