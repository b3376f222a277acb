/** A secret that the service displays once, to be copied. */
import { Alert, Typography } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";

const words = wordsOf({ stored: "已保存，关闭" }, { stored: "I have stored it" });

interface Props {
  readonly title: string;
  readonly about: string;
  readonly secret: string;
  readonly close: () => void;
}

export function ShownOnce({ title, about, secret, close }: Props) {
  const t = useWords(words);
  return (
    <Dialog
      title={title}
      okText={t.stored}
      onOk={close}
      close={close}
      cancelButtonProps={{ style: { display: "none" } }}
    >
      <Alert type="warning" showIcon title={about} />
      <Typography.Paragraph code copyable style={{ overflowWrap: "anywhere", marginTop: 16 }}>
        {secret}
      </Typography.Paragraph>
    </Dialog>
  );
}
