/** View during the check: the photo, the current step, and how much of the engine is still to be downloaded. */
import { useState } from "react";
import { FullPicture } from "../../parts/picture.tsx";
import { MakingProgress, Progress } from "../../parts/progress.tsx";
import { useWords } from "../../words/words.ts";
import { tryWords } from "./try-words.ts";
import type { EngineHere } from "./use-engine-here.ts";

interface EngineComingProps {
  readonly here: EngineHere;
  readonly more?: string;
}

export function EngineComing({ here, more = "" }: EngineComingProps) {
  const words = useWords(tryWords);
  if (here.state === "ready") return <p className="quiet center">{words.ready}</p>;
  const state = words.coming(Math.floor(here.share * 100));
  return (
    <section className="stack" id="coming" role="status">
      <p className="text center">{state}</p>
      <Progress share={here.share} label={state} />
      <p className="quiet center">{words.comingAbout + more}</p>
    </section>
  );
}

interface CheckingProps {
  readonly url: string;
  readonly step: string;
  readonly here: EngineHere;
}

export function Checking({ url, step, here }: CheckingProps) {
  const words = useWords(tryWords);
  const [hidden, setHidden] = useState(false);
  return (
    <section className="stack" id="working" role="status">
      {!hidden && (
        <div className="photo photo--narrow">
          <FullPicture
            className="photo__picture"
            src={url}
            alt={words.picture}
            onError={() => setHidden(true)}
          />
        </div>
      )}
      {here.state !== "ready" && here.share < 1 && step === "" ? (
        <EngineComing here={here} />
      ) : (
        <>
          <h2 className="heading center">{words.checking}</h2>
          <MakingProgress step={step} label={words.checking}>
            <p className="quiet">{words.checkingAbout}</p>
          </MakingProgress>
        </>
      )}
    </section>
  );
}
