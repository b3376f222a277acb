/** Every key that works on the page in front. */
import { Flex, Modal, Tag } from "antd";
import { nameOfKey, useKeysHeld, useShownKeys } from "../lib/keyboard.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf({ title: "键盘操作" }, { title: "Keyboard" });

interface Props {
  readonly open: boolean;
  readonly close: () => void;
}

export function KeyHelp({ open, close }: Props) {
  const t = useWords(words);
  const say = useSay();
  const keys = useShownKeys();
  useKeysHeld("?", open);
  return (
    <Modal open={open} onCancel={close} footer={null} title={t.title}>
      <Flex vertical gap={8}>
        {keys.map((key) => (
          <div key={nameOfKey(key)}>
            <Tag>{nameOfKey(key)}</Tag> {say(key.words)}
          </div>
        ))}
      </Flex>
    </Modal>
  );
}
