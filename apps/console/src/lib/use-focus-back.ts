/** For a dialog that is mounted as long as it is open: once it is gone, the keyboard goes on from what had it before. */
import { useEffect, useState } from "react";

export function useFocusBack(): void {
  // Taken while it is first rendered: the dialog takes the keyboard before any effect of its owner runs.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}
