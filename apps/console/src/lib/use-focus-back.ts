/**
 * Focus restoration for a dialog that is mounted only while open: closing it returns the focus to the previous element.
 */
import { useEffect, useState } from "react";

type Holders = readonly Element[];

/** The element that had the focus before the latest dialog, followed by those for the dialogs before it. */
let latest: Holders = [];

function takeHolders(): Holders {
  const holder = document.activeElement;
  if (holder === null) return [];
  // An element inside a dialog may be unmounted by then: the element that opened that dialog is the fallback.
  latest = holder.closest("[role=dialog]")
    ? [holder, ...latest.filter((one) => one !== holder)]
    : [holder];
  return latest;
}

export function useFocusBack(): void {
  // Read during the first render: the dialog takes the focus before any effect of its owner runs.
  const [holders] = useState(takeHolders);
  useEffect(
    () => () => {
      const left = holders.find((holder) => holder.isConnected);
      if (left instanceof HTMLElement) left.focus();
    },
    [holders],
  );
}
