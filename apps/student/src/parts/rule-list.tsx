/** The seven rules of the guide, and the drawn scenes of a rule, marked right and wrong by a sign and a word. */
import { type RuleScenes, ruleScenesOf } from "../drawings/rule-scenes.ts";
import { useTranslate, useWords, wordsOf } from "../words/words.ts";
import { ThemedPicture } from "./picture.tsx";

const wordTable = wordsOf({ right: "正确", wrong: "错误" }, { right: "Right", wrong: "Wrong" });

export function SceneTiles({ scenes }: { readonly scenes: RuleScenes }) {
  const words = useWords(wordTable);
  const translate = useTranslate();
  return (
    <div className="scenes">
      {(["right", "wrong"] as const).map((kind) => (
        <figure className="scene" key={kind}>
          <ThemedPicture className="scene__picture" drawing={scenes[kind].drawing} />
          <figcaption className="scene__caption">
            <span
              className={`verdict verdict--${kind === "right" ? "pass" : "fail"}`}
              role="img"
              aria-label={words[kind]}
            >
              {kind === "right" ? "✓" : "✕"}
            </span>
            <span>{translate(scenes[kind].caption)}</span>
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

/** `forbidsBlue`: the photo's background is blue; false while that is not known. */
export function RuleList({
  forbidsBlue,
  areDrawn,
}: {
  readonly forbidsBlue: boolean;
  readonly areDrawn: boolean;
}) {
  const translate = useTranslate();
  return ruleScenesOf(forbidsBlue).map((scenes, index) => (
    <section className="stack" key={scenes.rule.zh}>
      <div className="numbered__item">
        <span className="numbered__number">{index + 1}</span>
        <p className="text grow">{translate(scenes.rule)}</p>
      </div>
      {areDrawn && <SceneTiles scenes={scenes} />}
    </section>
  ));
}
