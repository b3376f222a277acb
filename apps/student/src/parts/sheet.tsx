/** Bottom sheet for a choice or a longer text. */
import { type ReactNode, useEffect, useRef } from "react";
import { isWechat } from "../platform/index.ts";
import { enterSheet } from "../platform/web/sheet-history.ts";
import { BackCloses } from "../platform/wechat-components.tsx";
import { commonWords } from "../words/common-words.ts";
import { useWords } from "../words/words.ts";
import { Icon } from "./icon.tsx";

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ title, onClose, children }: SheetProps) {
  const words = useWords(commonWords);
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    if (isWechat) return;
    const previous = document.activeElement;
    close.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") latest.current();
      if (event.key === "Tab" && panel.current) stayInside(panel.current, event);
    };
    document.addEventListener("keydown", onKey);
    const leave = enterSheet(() => latest.current());
    return () => {
      leave();
      document.removeEventListener("keydown", onKey);
      if (previous instanceof HTMLElement) previous.focus();
    };
  }, []);
  return (
    <div className="sheet" role="dialog" aria-modal="true" aria-label={title}>
      <BackCloses onBack={onClose} />
      <div ref={panel} className="sheet__panel">
        <div className="sheet__head">
          <h2 className="heading grow">{title}</h2>
          <button
            ref={close}
            type="button"
            className="icon-button"
            aria-label={words.close}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </div>
  );
}

/** Focus trap: Tab wraps from the last element to the first and back, so that the page underneath is not reachable. */
function stayInside(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [...panel.querySelectorAll<HTMLElement>("button:enabled, input:enabled")];
  const [first, last] = [stops[0], stops.at(-1)];
  const { activeElement } = document;
  const leaves =
    activeElement === (event.shiftKey ? first : last) || !panel.contains(activeElement);
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
