/** The part of libheif's interface that is used here. The package has no declarations for this entry. */
declare module "libheif-js/wasm-bundle.js" {
  /** Object in the memory of the WebAssembly. */
  interface Owned {
    readonly delete: () => void;
  }
  interface Status {
    readonly code: { readonly value: number };
    readonly message: string;
  }
  interface Decoded {
    readonly code?: undefined;
    readonly image: Owned;
    readonly width: number;
    readonly height: number;
    readonly channels: readonly { readonly stride: number; readonly data: Uint8Array }[];
  }
  const libheif: {
    readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
    readonly heif_chroma: { readonly heif_chroma_interleaved_RGBA: unknown };
    heif_context_alloc(): Owned;
    heif_context_free(context: Owned): void;
    /** Returns a status of 0 on success. */
    heif_context_read_from_memory(context: Owned, file: Uint8Array): Status;
    heif_js_context_get_primary_image_handle(context: Owned): Owned | Status;
    heif_image_handle_release(handle: Owned): void;
    heif_js_decode_image2(
      handle: Owned,
      colorspace: unknown,
      chroma: unknown,
    ): Promise<Decoded | Status>;
    heif_image_release(image: Owned): void;
  };
  export default libheif;
}
