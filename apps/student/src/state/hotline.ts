/** Hotline as last seen, stored on the device: it is needed most where the network is gone. */
import { useEffect } from "react";
import { platform } from "../platform/index.ts";

const key = "gradphoto-hotline";

export const lastHotline = (): string | null => platform.store.read(key);

export const useStoredHotline = (hotline: string | undefined): void =>
  useEffect(() => {
    if (hotline !== undefined) platform.store.write(key, hotline);
  }, [hotline]);
