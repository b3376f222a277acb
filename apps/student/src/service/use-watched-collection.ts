/** What becomes of a collection while one looks at it, as the service tells it. */
import { contractVersion, createWatch, type RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { platform } from "../platform/index.ts";
import { sessionToken } from "../state/session.ts";
import { readCurrentSettings } from "../state/settings.ts";

type Watched = RouteAnswer<"watchCollection">;

const openAgainAfterMs = 2000;
/** Longer than the service is ever silent. */
const silentAfterMs = 20_000;

/** null: nothing is heard at present, so it has to be asked for. */
export function useWatchedCollection(collectionId: string, isOn: boolean): Watched | null {
  const [heard, setHeard] = useState<Watched | null>(null);
  useEffect(() => {
    if (!isOn) return;
    const watch = createWatch(platform.openStream, {
      baseUrl: platform.baseUrl,
      language: readCurrentSettings().language,
      contractVersion,
      sessionToken,
    });
    let timer: ReturnType<typeof setTimeout>;
    let stop = (): void => {};
    const openAgain = (): void => {
      setHeard(null);
      stop();
      clearTimeout(timer);
      timer = setTimeout(open, openAgainAfterMs);
    };
    const waitForWord = (): void => {
      clearTimeout(timer);
      timer = setTimeout(openAgain, silentAfterMs);
    };
    const open = (): void => {
      stop = watch(
        "watchCollection",
        { params: { collectionId } },
        { event: setHeard, alive: waitForWord, ended: openAgain },
      );
      waitForWord();
    };
    open();
    return () => {
      stop();
      clearTimeout(timer);
      setHeard(null);
    };
  }, [collectionId, isOn]);
  return heard;
}
