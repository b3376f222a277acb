/** Collapsible line; renders nothing without content. */
import { type ReactElement, useState } from "react";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";

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
