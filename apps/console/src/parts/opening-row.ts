/** A table's row that opens something, by pointer and by keyboard. */
import type { HTMLAttributes } from "react";

export const openingRow = (open: () => void): HTMLAttributes<HTMLElement> => ({
  className: "console-row-opens",
  tabIndex: 0,
  onClick: open,
  onKeyDown: (event) => {
    // Enter on a button inside the row is that button's.
    if (event.key === "Enter" && event.target === event.currentTarget) open();
  },
});
