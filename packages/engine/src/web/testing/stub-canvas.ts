/** Stubs of a browser's pictures and canvases, as far as the engine uses them. Nothing is scaled or rotated. */
import { vi } from "vitest";

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Stubs the canvas until `vi.unstubAllGlobals`. `spoil` modifies the pixels that are read. */
export function stubCanvas(spoil: (rgba: Uint8ClampedArray) => void = () => {}): void {
  vi.stubGlobal(
    "ImageData",
    class {
      constructor(data: Uint8ClampedArray, width: number, height: number) {
        Object.assign(this, { data, width, height });
      }
    },
  );
  vi.stubGlobal("createImageBitmap", async (picture: Picture) => ({ ...picture, close: () => {} }));
  vi.stubGlobal(
    "OffscreenCanvas",
    class {
      getContext() {
        let drawn: Picture | null = null;
        return {
          setTransform: () => {},
          fillRect: () => {},
          drawImage(picture: Picture) {
            drawn = picture;
          },
          getImageData() {
            const data = Uint8ClampedArray.from(drawn?.data ?? []);
            spoil(data);
            return { data };
          },
        };
      }
    },
  );
}
