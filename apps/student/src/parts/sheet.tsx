/** A panel that comes up from below for a choice or a longer text. */
import { type ReactNode, useEffect, useRef } from "react";
import { isWechat } from "../platform/index.ts";
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
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isWechat) return;
    close.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onClose]);
  return (
    <div className="sheet" role="dialog" aria-modal="true" aria-label={title}>
      <div className="sheet__panel">
        <div className="sheet__head">
          <h2 className="heading grow">{title}</h2>
          <button ref={close} type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </div>
  );
}
