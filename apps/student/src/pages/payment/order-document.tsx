/** Receipt or invoice as a file: saved on the device, or opened where WeChat saves it or sends it on. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { platform } from "../../platform/index.ts";
import { useAct } from "../../service/use-act.ts";
import { sessionToken } from "../../state/session.ts";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    download: (name: string) => `下载${name}（PDF）`,
    open: (name: string) => `打开${name}（PDF）`,
    saved: (name: string) => `${name}已保存。`,
    opened: (name: string) => `${name}已打开，可从右上角菜单保存或发给他人。`,
    notTaken: (name: string) => `没有取到${name}。请检查网络后再试，也可以截图保存本页。`,
  },
  {
    download: (name) => `Download ${name} (PDF)`,
    open: (name) => `Open ${name} (PDF)`,
    saved: (name) => `Saved: ${name}.`,
    opened: (name) => `Open now: ${name}. The menu in its upper right corner saves it or sends it on.`,
    notTaken: (name) =>
      `We could not fetch ${name}. Please check the network and try again; a screenshot of this page also does.`,
  },
);

interface OrderDocumentProps {
  readonly id: string;
  readonly name: string;
  /** Of the service. */
  readonly path: string;
  readonly fileName: string;
}

export function OrderDocument({ id, name, path, fileName }: OrderDocumentProps) {
  const words = useWords(wordTable);
  const act = useAct();
  const [isTaken, setTaken] = useState<boolean | null>(null);
  const opens = platform.documentsAre === "opened";
  const take = () =>
    act.run(async () => {
      setTaken(null);
      setTaken(await platform.takeDocument({ path, token: sessionToken() ?? "", name: fileName }));
      return null;
    });
  const taken = opens ? words.opened : words.saved;
  return (
    <>
      <Button id={id} kind="second" icon="download" busy={act.busy} onTap={() => void take()}>
        {opens ? words.open(name) : words.download(name)}
      </Button>
      {isTaken !== null && (
        <Notice tone={isTaken ? "success" : "warning"}>{isTaken ? taken(name) : words.notTaken(name)}</Notice>
      )}
    </>
  );
}
