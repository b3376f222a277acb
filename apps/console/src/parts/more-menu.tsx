/** Menu for the less frequent actions of a row. */
import { Button, Dropdown } from "antd";
import { useRef } from "react";
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf({ more: "更多" }, { more: "More" });

interface Item {
  readonly key: string;
  readonly label: string;
  readonly danger?: boolean;
  readonly onClick: () => void;
}

export function MoreMenu({ items }: { readonly items: readonly Item[] }) {
  const t = useWords(words);
  const button = useRef<HTMLButtonElement>(null);
  const menu = {
    items: items.map(({ onClick, ...item }) => ({
      ...item,
      onClick: () => {
        // A dialog returns the focus to the element that had it on opening; the menu item is unmounted by then.
        button.current?.focus();
        onClick();
      },
    })),
  };
  return (
    <Dropdown menu={menu} trigger={["click"]}>
      <Button ref={button} size="small">
        {t.more}
      </Button>
    </Dropdown>
  );
}
