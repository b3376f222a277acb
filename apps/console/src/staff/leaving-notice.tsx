/** Tells whoever left the desk that it is signed out soon; any touch keeps it. */
import { Alert } from "antd";
import { useEffect, useState } from "react";
import { call, unusedMs } from "../lib/client.ts";
import { isUntouched } from "../lib/touched.ts";
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  { soon: "很久没有操作，几分钟后会退出登录。要继续，动一下鼠标或按任意键。" },
  { soon: "Nobody was here for long: you are signed out in a few minutes. To stay, move the mouse or press any key." },
);

/** Five minutes before the service ends the session. */
const warnAfterMs = 115 * 60_000;
const lookEveryMs = 10_000;

export function LeavingNotice() {
  const t = useWords(words);
  const [isLeft, setLeft] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => {
      const isSoon = unusedMs() > warnAfterMs;
      if (isSoon && !isUntouched()) void call("readStaffAccount", {});
      setLeft(isSoon && isUntouched());
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return isLeft && <Alert banner role="alert" title={t.soon} style={{ position: "sticky", top: 0, zIndex: 1 }} />;
}
