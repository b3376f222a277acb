/** One drawn scene with its caption, marked right or wrong by a sign and a word. */

interface SceneTileProps {
  readonly drawing: string;
  readonly caption: string;
  readonly label: string;
  readonly right: boolean;
}

export const SceneTile = ({ drawing, caption, label, right }: SceneTileProps) => (
  <figure className="scene">
    <img className="scene__picture" src={drawing} alt="" />
    <figcaption className="scene__caption">
      <span className={`verdict verdict--${right ? "pass" : "fail"}`} role="img" aria-label={label}>
        {right ? "✓" : "✕"}
      </span>
      <span>{caption}</span>
    </figcaption>
  </figure>
);
