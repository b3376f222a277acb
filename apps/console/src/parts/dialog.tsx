/**
 * Dialog that is mounted only while open: its first field gets the focus, and closing it returns the focus to the
 * previous element.
 */
// biome-ignore lint/style/noRestrictedImports: this wrapper is the only user of antd's dialog
import { Modal, type ModalProps } from "antd";
import { useFocusBack } from "../lib/use-focus-back.ts";
import { FirstField } from "./first-field.tsx";

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
