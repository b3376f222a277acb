/** One drawn scene with its caption, marked right or wrong by a sign and a word. */
import type { Drawing } from "@gradphoto/domain";
import { ThemedPicture } from "./picture.tsx";

interface SceneTileProps {
  readonly drawing: Drawing;
  readonly caption: string;
  readonly label: string;
  readonly right: boolean;
}

export const SceneTile = ({ drawing, caption, label, right }: SceneTileProps) => (
  <figure className="scene">
    <ThemedPicture className="scene__picture" drawing={drawing} />
    <figcaption className="scene__caption">
      <span className={`verdict verdict--${right ? "pass" : "fail"}`} role="img" aria-label={label}>
        {right ? "✓" : "✕"}
      </span>
      <span>{caption}</span>
    </figcaption>
  </figure>
);
