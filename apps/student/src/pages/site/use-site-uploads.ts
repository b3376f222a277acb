/** Sends the photos that wait on this phone while the page is open; starts at once when the connection is back. */
import { useCallback, useEffect, useRef } from "react";
import { platform } from "../../platform/index.ts";
import { callAs } from "../../service/call.ts";
import { openUploadQueue, type UploadQueue } from "../../service/upload-queue.ts";
import { createState } from "../../state/create-state.ts";

const drawings = createState(0);

const queue = openUploadQueue({
  store: platform.store,
  shelf: platform.shelf,
  send: ({ id, token }, picture) =>
    callAs(() => token)("helperUpload", {
      query: { source: "camera" },
      picture: { picture, onProgress: () => {} },
      idempotencyKey: id,
    }),
  readStatus: ({ token }) => callAs(() => token)("helperStatus", {}),
  nowMs: () => Date.now(),
  changed: () => drawings.write(drawings.read() + 1),
});

/** Interval after which changes by another open page of this phone are seen. */
const idleMs = 5000;

export interface SiteUploads {
  readonly photos: ReturnType<UploadQueue["photos"]>;
  readonly add: UploadQueue["add"];
  readonly forget: UploadQueue["forget"];
}

export function useSiteUploads(): SiteUploads {
  drawings.use();
  const wake = useRef(() => {});
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    let under = false;
    const go = async (): Promise<void> => {
      if (under) return;
      under = true;
      clearTimeout(timer);
      const waitMs = await queue.step().catch(() => idleMs);
      under = false;
      if (!left) timer = setTimeout(() => void go(), Math.min(waitMs ?? idleMs, idleMs));
    };
    wake.current = () => void go();
    const stopListening = platform.onOnline(() => {
      queue.tryNow();
      void go();
    });
    void go();
    return () => {
      left = true;
      clearTimeout(timer);
      stopListening();
    };
  }, []);
  const add = useCallback<UploadQueue["add"]>(async (student, picture, retry) => {
    const isStored = await queue.add(student, picture, retry);
    wake.current();
    return isStored;
  }, []);
  return { photos: queue.photos(), add, forget: queue.forget };
}
