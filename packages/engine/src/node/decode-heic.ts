/** Decodes the primary picture of a HEIC file with libheif, which is loaded when the first one arrives. */
import { readHeifFacts, readHeifMeta } from "../file/heif-boxes.ts";

export interface RgbaPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Rejects with libheif's reason where the picture cannot be decoded. */
export async function decodeHeic(file: Uint8Array): Promise<RgbaPixels> {
  const { default: libheif } = await import("libheif-js/wasm-bundle.js");
  const context = libheif.heif_context_alloc();
  try {
    const read = libheif.heif_context_read_from_memory(context, withoutCrop(file));
    if (read.code.value !== 0) throw new Error(read.message);
    const handle = libheif.heif_js_context_get_primary_image_handle(context);
    if ("code" in handle) throw new Error(handle.message);
    try {
      const { heif_colorspace, heif_chroma } = libheif;
      const image = await libheif.heif_js_decode_image2(
        handle,
        heif_colorspace.heif_colorspace_RGB,
        heif_chroma.heif_chroma_interleaved_RGBA,
      );
      if (image.code !== undefined) throw new Error(image.message);
      try {
        return displayedPart(image, file);
      } finally {
        libheif.heif_image_release(image.image);
      }
    } finally {
      libheif.heif_image_handle_release(handle);
    }
  } finally {
    libheif.heif_context_free(context);
  }
}

interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: readonly { readonly stride: number; readonly data: Uint8Array }[];
}

/** Copies the displayed part out of the decoder's memory. */
function displayedPart(
  { width, height, channels: [rgba] }: DecodedPicture,
  file: Uint8Array,
): RgbaPixels {
  const { full, crop } = readHeifFacts(file);
  if (width !== full.width || height !== full.height)
    throw new Error(
      `the picture has ${width} × ${height} pixels, the file says ${full.width} × ${full.height}`,
    );
  if (!rgba) throw new Error("libheif gave no pixels");
  const data = new Uint8Array(crop.width * crop.height * 4);
  for (let row = 0; row < crop.height; row++) {
    const from = (crop.top + row) * rgba.stride + crop.left * 4;
    data.set(rgba.data.subarray(from, from + crop.width * 4), row * crop.width * 4);
  }
  return { width: crop.width, height: crop.height, data };
}

/**
 * Returns the file with rotations by zero in place of the crops of its primary picture. libheif 1.23.2 refuses a
 * picture that is much larger than its crop.
 */
function withoutCrop(file: Uint8Array): Uint8Array {
  const { primary, propertiesOf } = readHeifMeta(file);
  const crops = propertiesOf(primary).filter(({ type }) => type === "clap");
  if (crops.length === 0) return file;
  const copy = Uint8Array.from(file);
  for (const { typeOffset, body } of crops) {
    copy.set(new TextEncoder().encode("irot"), typeOffset - file.byteOffset);
    copy[body.byteOffset - file.byteOffset] = 0;
  }
  return copy;
}
