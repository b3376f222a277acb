/** Looking closely: one button, and its key, for each part that clauses speak of. */
import { Button, Flex } from "antd";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { lookKeys, zoomStep } from "./look-keys.ts";
import type { Looking } from "./use-view.ts";

const words = wordsOf({ nearer: "放大", farther: "缩小" }, { nearer: "Zoom in", farther: "Zoom out" });

export function LookBar({ look, zoomBy }: Pick<Looking, "look" | "zoomBy">) {
  const say = useSay();
  const t = useWords(words);
  const buttons = [
    ...lookKeys.map((one) => ({ name: say(one.words), key: one.key.toUpperCase(), run: () => look(one.look) })),
    { name: t.nearer, key: "+", run: () => zoomBy(zoomStep) },
    { name: t.farther, key: "−", run: () => zoomBy(1 / zoomStep) },
  ];
  return (
    <Flex gap={4} wrap className="desk-look">
      {buttons.map(({ name, key, run }) => (
        <Button size="small" key={key} onClick={run}>
          {name} <kbd>{key}</kbd>
        </Button>
      ))}
    </Flex>
  );
}
