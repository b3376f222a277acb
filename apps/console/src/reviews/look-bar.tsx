/** Looking closely: one button, and its key, for each part that clauses speak of. */
import { Button, Flex } from "antd";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { lookKeys, zoomStep } from "./look-keys.ts";
import type { Looking } from "./use-view.ts";

const words = wordsOf({ nearer: "放大", farther: "缩小" }, { nearer: "Zoom in", farther: "Zoom out" });

export function LookBar({ look, zoomBy }: Pick<Looking, "look" | "zoomBy">) {
  const say = useSay();
  const t = useWords(words);
  return (
    <Flex gap={4} wrap className="desk-look">
      {lookKeys.map((one) => (
        <Button size="small" key={one.look} onClick={() => look(one.look)}>
          {say(one.words)} <kbd>{one.key.toUpperCase()}</kbd>
        </Button>
      ))}
      <Button size="small" onClick={() => zoomBy(zoomStep)}>
        {t.nearer} <kbd>+</kbd>
      </Button>
      <Button size="small" onClick={() => zoomBy(1 / zoomStep)}>
        {t.farther} <kbd>−</kbd>
      </Button>
    </Flex>
  );
}
