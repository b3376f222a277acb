/**
 * Waiting view while the photo is queued and processed: queue position, step, elapsed time, and a note that nothing can
 * be lost.
 */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { Notice } from "../../parts/notice.tsx";
import { FullPicture } from "../../parts/picture.tsx";
import { MakingProgress } from "../../parts/progress.tsx";
import { useOwnPicture } from "../../service/own-picture.ts";
import { useRoughly } from "../../words/amounts.ts";
import { useWords } from "../../words/words.ts";
import { standardWords } from "./standard-words.ts";

const slowAfterS = 40;

interface WorkingProps {
  readonly attempt: RouteAnswer<"readAttempt">;
  /** Live status from the service; null while there is none. */
  readonly live: RouteAnswer<"watchCollection">["attempt"];
}

/** Original photo, whose size is not known yet. */
function Original({ path }: { readonly path: string }) {
  const words = useWords(standardWords);
  const picture = useOwnPicture(path);
  return (
    <div className="photo photo--narrow">
      {picture === "" ? (
        <p className="quiet center">{words.coming}</p>
      ) : (
        <FullPicture className="photo__picture" src={picture} alt={words.originalAlt} />
      )}
    </div>
  );
}

export function Working({ attempt, live }: WorkingProps) {
  const words = useWords(standardWords);
  const roughly = useRoughly();
  const [seconds, setSeconds] = useState(0);
  const begunMs = Date.parse(attempt.createdAt);
  useEffect(() => {
    const tick = () => setSeconds(Math.max(0, Math.round((Date.now() - begunMs) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [begunMs]);
  const { waiting } = live ?? attempt;
  const state = waiting === null ? words.working : words.before(waiting.aheadCount);
  const aboutOf = ({ aboutS }: { readonly aboutS: number | null }) =>
    aboutS === null ? words.aboutSoon : words.about(roughly(aboutS));
  return (
    <section className="stack" id="working" role="status">
      {attempt.original && <Original path={attempt.original.url} />}
      <h2 className="heading center">{state}</h2>
      {waiting !== null && <p className="text center">{aboutOf(waiting)}</p>}
      <MakingProgress step={live?.step ?? ""} label={state}>
        <p className="quiet">{words.workingAbout}</p>
        <p className="quiet">{words.elapsed(seconds)}</p>
      </MakingProgress>
      {seconds > slowAfterS && <Notice>{waiting === null ? words.slow : words.crowded}</Notice>}
    </section>
  );
}
