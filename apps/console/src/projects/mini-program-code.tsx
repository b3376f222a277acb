/** Mini-program code drawn by WeChat; while there is none, it can be requested again. */
import { Button, Empty } from "antd";
import { type ReactNode, useState } from "react";
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  { none: "暂时没有从微信取得小程序码", retry: "再取一次" },
  { none: "WeChat gave no code just now", retry: "Ask again" },
);

interface Props {
  readonly address: string;
  readonly label: string;
  /** Content that appears only with a code. */
  readonly below: ReactNode;
}

export function MiniProgramCode({ address, label, below }: Props) {
  const t = useWords(words);
  const [tries, setTries] = useState(0);
  const [missing, setMissing] = useState(false);
  if (missing) {
    const retry = () => {
      setMissing(false);
      setTries(tries + 1);
    };
    return (
      <Empty description={t.none} className="print-choices">
        <Button onClick={retry}>{t.retry}</Button>
      </Empty>
    );
  }
  return (
    <>
      <img className="print-entry-code" key={tries} src={address} alt={label} onError={() => setMissing(true)} />
      {below}
    </>
  );
}
