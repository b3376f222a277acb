/** For a dialog that is mounted as long as it is open: once it is gone, the keyboard goes on from what had it before. */
import { useEffect, useState } from "react";

type Holders = readonly Element[];

/** What had the keyboard before the dialog opened last, and before those that it follows. */
let latest: Holders = [];

function takeHolders(): Holders {
  const holder = document.activeElement;
  if (holder === null) return [];
  // What is in a dialog may be gone by then: whatever opened that one takes over.
  latest = holder.closest("[role=dialog]") ? [holder, ...latest.filter((one) => one !== holder)] : [holder];
  return latest;
}

export function useFocusBack(): void {
  // Taken while it is first rendered: the dialog takes the keyboard before any effect of its owner runs.
  const [holders] = useState(takeHolders);
  useEffect(
    () => () => {
      const left = holders.find((holder) => holder.isConnected);
      if (left instanceof HTMLElement) left.focus();
    },
    [holders],
  );
}
