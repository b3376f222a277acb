/**
 * Drawer at the side of the page, mounted only while open. A separate file, because the first page already loads the
 * other dialog.
 */
// biome-ignore lint/style/noRestrictedImports: this wrapper is the only user of antd's drawer
import { Drawer, type DrawerProps } from "antd";
import { useFocusBack } from "../lib/use-focus-back.ts";

interface Props extends Omit<DrawerProps, "open" | "onClose"> {
  /** Called on Esc and on a click outside. */
  readonly close: () => void;
}

export function SideDialog({ close, ...props }: Props) {
  useFocusBack();
  return <Drawer {...props} open onClose={close} />;
}
