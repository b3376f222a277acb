/** While the engine works: what it does, how long it has been, and that nothing can be lost. */
import type { RouteAnswer } from "@gradphoto/contract/client";
import { useEffect, useState } from "react";
import { Notice } from "../../parts/notice.tsx";
import { Progress } from "../../parts/progress.tsx";
import { WholePicture } from "../../parts/whole-picture.tsx";
import { shownPicture } from "../../service/shown-picture.ts";
import { useWords } from "../../words/words.ts";
import { standardWords } from "./standard-words.ts";

const slowAfterS = 40;

export function Working({ attempt }: { readonly attempt: RouteAnswer<"readAttempt"> }) {
  const words = useWords(standardWords);
  const [seconds, setSeconds] = useState(0);
  const begunMs = Date.parse(attempt.createdAt);
  useEffect(() => {
    const tick = () => setSeconds(Math.max(0, Math.round((Date.now() - begunMs) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [begunMs]);
  return (
    <section className="stack" role="status">
      {attempt.original && (
        <div className="photo photo--standard">
          <WholePicture className="photo__picture" src={shownPicture(attempt.original.url)} alt={words.originalAlt} />
        </div>
      )}
      <h2 className="heading center">{words.working}</h2>
      <Progress share={null} label={words.working} />
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
