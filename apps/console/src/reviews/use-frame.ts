/** The size of the frames that photos are shown in, kept from one review to the next so that each is painted at once. */
import { useCallback, useState } from "react";
import type { SizePx } from "./view.ts";

export interface Frame {
  /** null until it was measured. */
  readonly size: SizePx | null;
  readonly measured: (size: SizePx) => void;
}

export function useFrame(): Frame {
  const [size, setSize] = useState<SizePx | null>(null);
  // The same size again changes nothing: the reviewer keeps what they have moved to.
  const measured = useCallback((now: SizePx): void => {
    setSize((last) => (last && last.width === now.width && last.height === now.height ? last : now));
  }, []);
  return { size, measured };
}
