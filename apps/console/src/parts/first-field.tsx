/** Gives the keyboard to a field of the dialog that it stands in: whoever opens that writes or chooses at once. */
import { useEffect, useRef } from "react";

const fields = "input:not([type=checkbox], [type=file], :disabled), textarea:not(:disabled)";

const isNeeded = (field: Element): boolean => field.closest("[aria-required=true]") !== null;

/** Words that must be written come before what only helps to write them; the calendar of a date would open over the rest. */
function firstFieldOf(dialog: Element): HTMLElement | undefined {
  const visible = [...dialog.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(fields)].filter(
    (field) => field.getClientRects().length > 0 && field.closest(".ant-picker") === null,
  );
  const [first] = visible;
  if (first === undefined) return undefined;
  const written = isNeeded(first) ? undefined : visible.find((field) => field.type === "textarea" && isNeeded(field));
  // Of radio buttons the chosen one: keys go on from there.
  const chosen = visible.find((field) => field.name === first.name && field.matches("[type=radio]:checked"));
  return written ?? (first.type === "radio" ? chosen : undefined) ?? first;
}

/** Nobody has put the keyboard on anything of the dialog yet. */
const isLeft = (dialog: Element): boolean => {
  const { activeElement } = document;
  // Another dialog was opened over it.
  const elsewhere = activeElement?.closest("[role=dialog]") ?? null;
  if (elsewhere !== null && elsewhere !== dialog) return false;
  const isInside = activeElement !== dialog && dialog.contains(activeElement);
  return !isInside || (activeElement?.matches(".ant-modal-close") ?? true);
};

/**
 * Antd gives the keyboard to the × of a dialog, where a space closes it and the letters after it are keys of the page
 * behind; `autoFocus` comes too early, before the dialog is shown. Fields that come with an answer are waited for.
 */
export function FirstField() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const dialog = place.current?.closest("[role=dialog]");
    if (!dialog) return;
    const give = (): void => {
      const field = isLeft(dialog) ? firstFieldOf(dialog) : undefined;
      field?.focus();
      if (field || !isLeft(dialog)) coming.disconnect();
    };
    const coming = new MutationObserver(give);
    const frame = requestAnimationFrame(() => {
      coming.observe(dialog, { childList: true, subtree: true, attributeFilter: ["disabled"] });
      give();
    });
    return () => {
      cancelAnimationFrame(frame);
      coming.disconnect();
    };
  }, []);
  return <span ref={place} hidden />;
}
