/** A dialog at the side of the page, mounted as long as it is open; apart from the other, which the first page loads already. */
// biome-ignore lint/style/noRestrictedImports: everywhere else this one is used
import { Drawer, type DrawerProps } from "antd";
import { useFocusBack } from "../lib/use-focus-back.ts";

interface Props extends Omit<DrawerProps, "open" | "onClose"> {
  /** Asked for by Esc and by a click beside it. */
  readonly close: () => void;
}

export function SideDialog({ close, ...props }: Props) {
  useFocusBack();
  return <Drawer {...props} open onClose={close} />;
}
