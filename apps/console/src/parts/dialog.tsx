/**
 * Dialog that is mounted only while open: its first field gets the focus, and closing it returns the focus to the
 * previous element.
 */
// biome-ignore lint/style/noRestrictedImports: this wrapper is the only user of antd's dialog
import { App, Modal, type ModalProps } from "antd";
import { useEffect, useRef } from "react";
import { useFocusBack } from "../lib/use-focus-back.ts";
import { useLeaveWarning } from "../lib/use-leave-warning.ts";
import { useWords, wordsOf } from "../lib/words.ts";

const fields = "input:not([type=checkbox], [type=file], :disabled), textarea:not(:disabled)";

const isNeeded = (field: Element): boolean => field.closest("[aria-required=true]") !== null;

/**
 * Required text fields come before fields that only help to fill them; a date field would open its calendar over the
 * rest.
 */
function firstFieldOf(dialog: Element): HTMLElement | undefined {
  const visible = [
    ...dialog.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(fields),
  ].filter((field) => field.getClientRects().length > 0 && field.closest(".ant-picker") === null);
  const [first] = visible;
  if (first === undefined) return undefined;
  const written = isNeeded(first)
    ? undefined
    : visible.find((field) => field.type === "textarea" && isNeeded(field));
  // Among radio buttons, the chosen one: arrow keys continue from there.
  const chosen = visible.find(
    (field) => field.name === first.name && field.matches("[type=radio]:checked"),
  );
  return written ?? (first.type === "radio" ? chosen : undefined) ?? first;
}

/** True while nothing in the dialog has taken the focus yet. */
const isLeft = (dialog: Element): boolean => {
  const { activeElement } = document;
  // Another dialog was opened on top.
  const elsewhere = activeElement?.closest("[role=dialog]") ?? null;
  if (elsewhere !== null && elsewhere !== dialog) return false;
  const isInside = activeElement !== dialog && dialog.contains(activeElement);
  return !isInside || (activeElement?.matches(".ant-modal-close") ?? true);
};

/**
 * Antd focuses the × of a dialog, where a space closes it and letters trigger shortcuts of the page; `autoFocus` runs
 * too early, before the dialog is visible. Waits for fields that appear with an answer.
 */
function FirstField() {
  const place = useRef<HTMLSpanElement>(null);
  // A written text is work, also where it is not part of a form.
  const isWritten = useRef(false);
  useLeaveWarning(() => isWritten.current);
  useEffect(() => {
    const dialog = place.current?.closest("[role=dialog]");
    if (!dialog) return;
    dialog.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLTextAreaElement) isWritten.current = target.value.trim() !== "";
    });
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

interface Props extends Omit<ModalProps, "open" | "onCancel" | "confirmLoading"> {
  /** Called on Esc, on a click outside, and by the dialog's own buttons. */
  readonly close: () => void;
  /** A request is under way and cannot be revoked: nothing closes until it is answered. */
  readonly busy?: boolean;
}

export function Dialog({ close, busy = false, children, ...props }: Props) {
  useFocusBack();
  return (
    <Modal
      cancelButtonProps={{ disabled: busy }}
      closable={{ disabled: busy }}
      {...props}
      open
      onCancel={() => !busy && close()}
      confirmLoading={busy}
    >
      {children}
      <FirstField />
    </Modal>
  );
}

const discardWords = wordsOf(
  { sure: "放弃已填写的内容？", leave: "放弃", stay: "继续填写" },
  { sure: "Discard what you entered?", leave: "Discard", stay: "Go on" },
);

/**
 * Confirmation before input in a dialog is discarded: a key press or a click outside happens easily. `stayed`: called when
 * the input is not discarded after all.
 */
export function useDiscard(close: () => void, stayed?: () => void): (isTouched: boolean) => void {
  const t = useWords(discardWords);
  const { modal } = App.useApp();
  return (isTouched) => {
    if (!isTouched) close();
    else
      modal.confirm({
        title: t.sure,
        okText: t.leave,
        cancelText: t.stay,
        onOk: close,
        onCancel: () => stayed?.(),
      });
  };
}
