/** One drawn scene with its caption, marked right or wrong by a sign and a word. */
import { WholePicture } from "./whole-picture.tsx";

interface SceneTileProps {
  readonly drawing: string;
  readonly caption: string;
  readonly label: string;
  readonly right: boolean;
}

export const SceneTile = ({ drawing, caption, label, right }: SceneTileProps) => (
  <figure className="scene">
    <WholePicture className="scene__picture" src={drawing} alt="" />
    <figcaption className="scene__caption">
      <span className={`verdict verdict--${right ? "pass" : "fail"}`} role="img" aria-label={label}>
        {right ? "✓" : "✕"}
      </span>
      <span>{caption}</span>
    </figcaption>
  </figure>
);
