/** Shrinks a large photo in the browser before upload, and preserves its metadata. */
import { uploadedPicture } from "@gradphoto/domain";
import { type JpegSegment, segmentsOf } from "../jpeg-segments.ts";
import { isExif, withOrientation } from "../quarter-turned-jpeg.ts";

/** Long side of a twelve-megapixel phone photo; the finished photo needs far less. */
const maxLongSidePx = 4096;
/** Largest number of pixels that the service decodes. */
const maxPixels = 50e6;
const jpegQuality = 0.92;

/**
 * Returns the file unchanged where it is small enough, where the browser cannot decode it, or where metadata would be
 * lost without need.
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(file);
  try {
    if (!(await hasSize(image, url))) return file;
    const { naturalWidth: width, naturalHeight: height } = image;
    const labels = labelsOf(new Uint8Array(await file.arrayBuffer()));
    const isBeyond = file.size > uploadedPicture.maxBytes || width * height > maxPixels;
    const isOversized = Math.max(width, height) > maxLongSidePx;
    if (!isBeyond && !(isOversized && labels !== null)) return file;
    // Decoded only now: most files need no more than their size.
    const isDrawn = await image.decode().then(
      () => true,
      () => false,
    );
    if (!isDrawn) return file;
    const small = await encoded(image, Math.min(1, maxLongSidePx / Math.max(width, height)));
    return small === null ? file : await withLabels(small, labels ?? []);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function hasSize(image: HTMLImageElement, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    image.src = url;
  });
}

/** Upright, as the browser renders `image`. */
function encoded(image: HTMLImageElement, scale: number): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", jpegQuality));
}

/**
 * EXIF, XMP, IPTC, provenance and comments; not segments that describe the old pixels: density, colours, further
 * pictures.
 */
const labelCodes: readonly number[] = [0xe1, 0xeb, 0xed, 0xfe];

/** null where they cannot be carried over: the file has another format. */
const labelsOf = (file: Uint8Array): readonly JpegSegment[] | null =>
  segmentsOf(file)?.filter(({ code }) => labelCodes.includes(code)) ?? null;

async function withLabels(small: Blob, labels: readonly JpegSegment[]): Promise<Blob> {
  const bytes = new Uint8Array(await small.arrayBuffer());
  const parts = [bytes.subarray(0, 2), ...labels.map((label) => label.bytes), bytes.subarray(2)];
  const labelled = new Uint8Array(await new Blob(parts.map((part) => part.slice())).arrayBuffer());
  // The pixels are upright now.
  const upright = labels.some(isExif) ? (withOrientation(labelled, 1) ?? labelled) : labelled;
  return new Blob([upright.slice()], { type: "image/jpeg" });
}
