/** Live status of a collection: pushed by the service, or polled where that fails. */
import { contractVersion, createWatch, type RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { platform } from "../platform/index.ts";
import { usePageInFront } from "../platform/navigation.ts";
import { sessionToken } from "../state/session.ts";
import { readCurrentSettings } from "../state/settings.ts";
import { call } from "./call.ts";
import { usePolling } from "./use-polling.ts";

type Status = RouteAnswer<"readCollectionStatus">;

const reopenAfterMs = 2000;
/** Longer than the service is ever silent. */
const silentAfterMs = 20_000;
const promptAfterMs = 2000;
const pollUpToMs = 30_000;

/** null: nothing is known yet. */
export function useWatchedCollection(collectionId: string, isOn: boolean): Status | null {
  const [status, setStatus] = useState<Status | null>(null);
  const [isSubscribed, setSubscribed] = useState(false);
  const isListening = usePageInFront() && isOn;
  useEffect(() => {
    if (!isListening) return;
    const watch = createWatch(platform.openStream, {
      baseUrl: platform.baseUrl,
      language: readCurrentSettings().language,
      contractVersion,
      sessionToken,
    });
    let timer: ReturnType<typeof setTimeout>;
    let afterMs = reopenAfterMs;
    let stop = (): void => {};
    const reopen = (): void => {
      setSubscribed(false);
      stop();
      clearTimeout(timer);
      timer = setTimeout(open, afterMs);
      afterMs = Math.min(afterMs * 2, pollUpToMs);
    };
    const waitForWord = (): void => {
      clearTimeout(timer);
      timer = setTimeout(reopen, silentAfterMs);
    };
    const event = (pushed: Status): void => {
      afterMs = reopenAfterMs;
      setStatus(pushed);
      setSubscribed(true);
    };
    const open = (): void => {
      stop = watch(
        "watchCollection",
        { params: { collectionId } },
        { event, alive: waitForWord, ended: reopen },
      );
      waitForWord();
    };
    open();
    return () => {
      stop();
      clearTimeout(timer);
      setStatus(null);
      setSubscribed(false);
    };
  }, [collectionId, isListening]);
  const request = async (): Promise<void> => {
    const answer = await call("readCollectionStatus", { params: { collectionId } });
    if (answer.ok) setStatus(answer.value);
  };
  usePolling(request, isListening && !isSubscribed ? promptAfterMs : null, pollUpToMs);
  return status;
}
