/** Table row that opens something, by pointer and by keyboard. */
import type { HTMLAttributes } from "react";

export const openingRow = (open: () => void): HTMLAttributes<HTMLElement> => ({
  className: "console-row-opens",
  tabIndex: 0,
  onClick: ({ target, currentTarget }) => {
    // A button in the row, or in a dialog opened from it, handles its own clicks.
    const isOwn = target instanceof Element && currentTarget.contains(target);
    if (isOwn && target.closest("a, button, input, label") === null) open();
  },
  onKeyDown: (event) => {
    // Enter on a button inside the row belongs to that button.
    if (event.key === "Enter" && event.target === event.currentTarget) open();
  },
});
