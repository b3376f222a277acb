/** `gradphoto specs`: what every spec asks for, as a table. */
import { type NamedPhotoSpec, photoSpecs, type Window } from "@gradphoto/domain/photo-standard";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Column, table } from "../table.ts";
import type { Terminal } from "../terminal.ts";

export function printSpecs(json: boolean, terminal: Terminal): ExitCode {
  terminal.print(json ? JSON.stringify(photoSpecs, null, 2) : table(columns, photoSpecs, terminal.language));
  return exitCode.made;
}

const range = (window: Window | undefined): string => (window ? `${window.min ?? ""}–${window.max ?? ""}` : "");
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)}`;

const columns: readonly Column<NamedPhotoSpec>[] = [
  { head: { zh: "规格", en: "spec" }, cell: ({ id }) => id },
  { head: { zh: "名称", en: "name" }, cell: ({ name }, language) => name[language] },
  { head: { zh: "像素", en: "pixels" }, cell: ({ widthPx, heightPx }) => `${widthPx}×${heightPx}` },
  { head: { zh: "dpi", en: "dpi" }, cell: ({ dpi }) => `${dpi}`, right: true },
  { head: { zh: "背景 RGB", en: "background" }, cell: ({ background: { r, g, b } }) => `${r},${g},${b}` },
  { head: { zh: "KB", en: "KB" }, cell: ({ file }) => `${kilobytes(file.minBytes)}–${kilobytes(file.maxBytes)}` },
  { head: { zh: "品质≥", en: "quality≥" }, cell: ({ file }) => `${file.minQuality}`, right: true },
  { head: { zh: "头顶", en: "hair top" }, cell: ({ geometry }) => range(geometry.hairTopPx) },
  { head: { zh: "眼线", en: "eye line" }, cell: ({ geometry }) => range(geometry.eyeLinePx) },
  { head: { zh: "脸宽", en: "face width" }, cell: ({ geometry }) => range(geometry.faceWidthPx) },
  { head: { zh: "中线", en: "centre x" }, cell: ({ geometry }) => range(geometry.faceCentreXPx) },
  { head: { zh: "头高", en: "head" }, cell: ({ geometry }) => range(geometry.headHeightPx) },
  { head: { zh: "眼距", en: "eyes" }, cell: ({ geometry }) => range(geometry.interEyePx) },
  { head: { zh: "出处", en: "source" }, cell: ({ source }, language) => source[language] },
];
