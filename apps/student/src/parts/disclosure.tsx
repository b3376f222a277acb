/** Expandable details. */
import { type ReactNode, useState } from "react";
import { useWords, wordsOf } from "../words/words.ts";

const wordTable = wordsOf({ open: "详情", close: "收起详情" }, { open: "Details", close: "Hide details" });

export function Disclosure({ children }: { readonly children: ReactNode }) {
  const words = useWords(wordTable);
  const [opened, setOpened] = useState(false);
  return (
    <div className="disclosure">
      <button
        type="button"
        className="button button--link disclosure__tap"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {opened ? words.close : words.open}
      </button>
      {opened && <div className="disclosure__body">{children}</div>}
    </div>
  );
}
