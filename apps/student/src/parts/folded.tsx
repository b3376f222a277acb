/** Collapsible line; renders nothing without content. */
import { type ReactElement, type ReactNode, useState } from "react";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";

const disclosureWords = wordsOf(
  { open: "详情", close: "收起详情" },
  { open: "Details", close: "Hide details" },
);

/** Expandable details. */
export function Disclosure({ children }: { readonly children: ReactNode }) {
  const words = useWords(disclosureWords);
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

const wordTable = wordsOf({ open: "展开" }, { open: "Show" });

interface FoldedProps {
  readonly id: string;
  readonly title: string;
  /** Elements displayed even while collapsed. */
  readonly always?: readonly ReactElement[];
  readonly cards: readonly ReactElement[];
}

export function Folded({ id, title, always = [], cards }: FoldedProps) {
  const words = useWords(wordTable);
  const [opened, setOpened] = useState(false);
  if (always.length + cards.length === 0) return null;
  return (
    <section className="stack" id={id}>
      <div className="row row--between">
        <h2 className="heading">{title}</h2>
        {!opened && cards.length > 0 && (
          <Button kind="link" onTap={() => setOpened(true)}>
            {words.open}
          </Button>
        )}
      </div>
      {always}
      {opened && cards}
    </section>
  );
}
