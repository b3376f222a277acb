/** Checkbox with the text of the consent. */
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface TickProps {
  readonly on: boolean;
  /** Accessible name: what the student agrees to. */
  readonly label: string;
  readonly onTap: () => void;
  readonly children: ReactNode;
}

export function Tick({ on, label, onTap, children }: TickProps) {
  return (
    <div className="consent">
      {/* biome-ignore lint/a11y/useSemanticElements: a mini-program has no checkbox that can be drawn like this one */}
      <button
        type="button"
        className="tick"
        role="checkbox"
        aria-checked={on}
        aria-label={label}
        onClick={onTap}
      >
        <span className={on ? "tick__box tick__box--on" : "tick__box"}>
          <Icon name="check" small />
        </span>
      </button>
      <div className="grow">{children}</div>
    </div>
  );
}
