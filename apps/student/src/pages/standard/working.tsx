/** While the photo waits and is made: what stands before it, what is done, how long it has been, and that nothing can be lost. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { Notice } from "../../parts/notice.tsx";
import { Progress } from "../../parts/progress.tsx";
import { WholePicture } from "../../parts/whole-picture.tsx";
import { shownPicture } from "../../service/shown-picture.ts";
import { useRoughly } from "../../words/roughly.ts";
import { useWords } from "../../words/words.ts";
import { standardWords } from "./standard-words.ts";

const slowAfterS = 40;

export function Working({ attempt }: { readonly attempt: RouteAnswer<"readAttempt"> }) {
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
  const state = attempt.waiting === null ? words.working : words.before(attempt.waiting.before);
  const aboutOf = ({ aboutS }: { readonly aboutS: number | null }) =>
    aboutS === null ? words.aboutSoon : words.about(roughly(aboutS));
  return (
    <section className="stack" id="working" role="status">
      {attempt.original && (
        <div className="photo photo--standard">
          <WholePicture className="photo__picture" src={shownPicture(attempt.original.url)} alt={words.originalAlt} />
        </div>
      )}
      <h2 className="heading center">{state}</h2>
      {attempt.waiting !== null && <p className="text center">{aboutOf(attempt.waiting)}</p>}
      <Progress share={null} label={state} />
      <div className="card">
        <ul className="numbered">
          {words.workingSteps.map((step) => (
            <li key={step} className="text">
              · {step}
            </li>
          ))}
        </ul>
        <p className="quiet">{words.workingAbout}</p>
        <p className="quiet">{words.elapsed(seconds)}</p>
      </div>
      {seconds > slowAfterS && <Notice>{words.slow}</Notice>}
    </section>
  );
}
