/** Button with a busy state, in which it takes no second tap. */
import type { ReactNode } from "react";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";

interface ButtonProps {
  readonly kind?: "primary" | "second" | "text" | "link" | "danger";
  readonly icon?: IconName;
  readonly busy?: boolean;
  readonly off?: boolean;
  readonly id?: string;
  /** Accessible name where several buttons have the same text; must start with that text. */
  readonly label?: string;
  readonly onTap: () => void;
  readonly children: ReactNode;
}

export function Button({
  kind = "primary",
  icon,
  busy = false,
  off = false,
  id,
  label,
  onTap,
  children,
}: ButtonProps) {
  return (
    <button
      type="button"
      id={id}
      className={`button button--${kind} ${busy ? "button--busy" : ""}`}
      disabled={off || busy}
      aria-busy={busy}
      {...(label !== undefined && { "aria-label": label })}
      onClick={onTap}
    >
      {icon && <Icon name={icon} small />}
      <span className="button__words">{children}</span>
    </button>
  );
}
