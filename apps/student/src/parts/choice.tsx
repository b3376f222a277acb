/** One line of a list that can be tapped, selected or not. */
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface ChoiceProps {
  readonly id?: string;
  readonly chosen?: boolean;
  readonly onTap: () => void;
  /** Leads to another page. */
  readonly leads?: boolean;
  readonly children: ReactNode;
}

export function Choice({ id, chosen = false, leads = false, onTap, children }: ChoiceProps) {
  return (
    <li className="choices__item">
      <button
        type="button"
        id={id}
        className={chosen ? "choice choice--chosen" : "choice"}
        {...(!leads && { "aria-pressed": chosen })}
        onClick={onTap}
      >
        <span className="choice__body">{children}</span>
        {(chosen || leads) && (
          <span className="choice__mark">
            <Icon name={leads ? "next" : "check"} small />
          </span>
        )}
      </button>
    </li>
  );
}

export const Choices = ({ children }: { readonly children: ReactNode }) => (
  <ul className="choices">{children}</ul>
);
