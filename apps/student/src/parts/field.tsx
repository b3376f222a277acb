/** Field with its label above, its hint below, and its problem as text. */
import type { FormEvent, KeyboardEvent } from "react";
import { isWechat } from "../platform/index.ts";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly hint?: string;
  /** Problem with the value; null for none. */
  readonly problem?: string | null;
  readonly kind?: "text" | "tel" | "email" | "code";
  readonly maxLength?: number;
  readonly complete?: "tel" | "one-time-code" | "email" | "off";
  readonly digits?: boolean;
  /** Called on the keyboard's Enter key. */
  readonly onEnter?: () => void;
}

export function Field(props: FieldProps) {
  const {
    id,
    label,
    value,
    onChange,
    hint,
    problem = null,
    kind = "text",
    complete = "off",
    digits = false,
  } = props;
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={kind === "code" ? "field__input field__input--code" : "field__input"}
        type={kind === "code" ? "text" : kind}
        value={value}
        {...(digits && { inputMode: "numeric" as const })}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
        autoComplete={complete}
        spellCheck={false}
        aria-invalid={problem !== null}
        {...((hint !== undefined || problem !== null) && { "aria-describedby": `${id}-hint` })}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) props.onEnter?.();
        }}
        onInput={(event) => onChange(typedText(event))}
      />
      {problem !== null ? (
        <p className="field__problem" id={`${id}-hint`} role="alert">
          {problem}
        </p>
      ) : (
        hint !== undefined && (
          <p className="quiet" id={`${id}-hint`}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

/**
 * Focuses a field of the top page, since previous pages stay in the document. WeChat cannot focus a field by script.
 */
export function focusField(id: string): void {
  if (isWechat) return;
  const field = [...document.querySelectorAll<HTMLElement>(`#${id}`)].at(-1);
  field?.focus();
}

/** WeChat reports the typed text in `detail`, the web in the field itself. */
function typedText(event: FormEvent<HTMLInputElement>): string {
  const typed: object = event;
  const detail = "detail" in typed ? typed.detail : null;
  if (typeof detail === "object" && detail !== null && "value" in detail)
    return String(detail.value);
  return event.currentTarget.value;
}
