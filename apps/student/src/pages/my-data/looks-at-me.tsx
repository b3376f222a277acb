/** Accesses to one's photos and data: the role, never the person. */
import { beijingTime } from "@gradphoto/domain";
import { Loaded } from "../../parts/loaded.tsx";
import { useAnswer } from "../../service/use-answer.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { myDataWords } from "./my-data-words.ts";

export function LooksAtMe() {
  const words = useWords(myDataWords);
  const translate = useTranslate();
  const answer = useAnswer("listLooksAtMe", {});
  return (
    <section className="card" id="looks-at-me">
      <h2 className="heading">{words.looks}</h2>
      <Loaded answer={answer}>
        {({ looks, isComplete }) => (
          <>
            {!isComplete && <p className="text">{words.looksMissing}</p>}
            {looks.length === 0 && isComplete && <p className="quiet">{words.noLooks}</p>}
            {looks.map(({ at, byLabel, whatLabel, attemptNumber }, index) => (
              // Two entries of the same second differ only in their position.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is loaded once and never reordered
              <div key={index}>
                <p className="text">
                  {words.look(translate(byLabel), translate(whatLabel), attemptNumber)}
                </p>
                <p className="quiet">{beijingTime(at)}</p>
              </div>
            ))}
          </>
        )}
      </Loaded>
    </section>
  );
}
