/** List of every key that works on the current page. */
import { Fragment } from "react";
import { nameOfKey, useKeysHeld, useShownKeys } from "../lib/keyboard.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";

const words = wordsOf({ title: "键盘操作" }, { title: "Keyboard" });

export function KeyHelp({ close }: { readonly close: () => void }) {
  const t = useWords(words);
  const translate = useTranslate();
  const keys = useShownKeys();
  // Keys with the same effect share one line.
  const lines = [...new Set(keys.map(({ words: done }) => translate(done)))];
  useKeysHeld("?", true);
  return (
    <Dialog close={close} footer={null} title={t.title} width={640}>
      <dl className="console-keys">
        {lines.map((line) => (
          <Fragment key={line}>
            <dt>
              {keys
                .filter((key) => translate(key.words) === line)
                .map((key) => (
                  <kbd key={nameOfKey(key)}>{nameOfKey(key)}</kbd>
                ))}
            </dt>
            <dd>{line}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
