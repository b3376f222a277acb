/** What opens over a page, mounted as long as it is open: its first field has the keyboard, and once it is gone, the keyboard goes on from what had it before. */
// biome-ignore lint/style/noRestrictedImports: everywhere else this one is used
import { Modal, type ModalProps } from "antd";
import { useFocusBack } from "../lib/use-focus-back.ts";
import { FirstField } from "./first-field.tsx";

interface Props extends Omit<ModalProps, "open" | "onCancel" | "confirmLoading"> {
  /** Asked for by Esc, by a click beside it and by its own buttons. */
  readonly close: () => void;
  /** What was sent is under way and cannot be thrown away any more: until it is answered, nothing closes. */
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
