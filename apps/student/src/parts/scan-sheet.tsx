/** 扫码识别 on the web: the camera looks for the code by itself; where it cannot, a picture of the code will do. */
import { useState } from "react";
import { LiveScanner } from "../platform/live-scanner.tsx";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { Sheet } from "./sheet.tsx";

const wordTable = wordsOf(
  {
    title: "扫码识别",
    hint: "把采集码放进框内，会自动识别",
    opening: "正在打开摄像头…",
    closed: "无法打开摄像头。请在浏览器设置中允许使用摄像头，或给采集码拍一张照片来识别。",
    picture: "拍照识别",
  },
  {
    title: "Scan the code",
    hint: "Hold the code inside the frame; it is read by itself",
    opening: "Opening the camera…",
    closed:
      "The camera could not be opened. Please allow it in the browser's settings, or take a picture of the code instead.",
    picture: "Take a picture of the code",
  },
);

interface ScanSheetProps {
  readonly onCode: (text: string) => void;
  readonly onPicture: () => void;
  readonly onClose: () => void;
}

export function ScanSheet({ onCode, onPicture, onClose }: ScanSheetProps) {
  const words = useWords(wordTable);
  const [state, setState] = useState<"opening" | "open" | "closed">("opening");
  return (
    <Sheet title={words.title} onClose={onClose}>
      {state === "closed" ? (
        <Notice tone="warning">{words.closed}</Notice>
      ) : (
        <div className="camera camera--scan">
          <LiveScanner onCode={onCode} onState={setState} />
          <div className="camera__frame" />
          <p className="camera__hint" role="status">
            {state === "open" ? words.hint : words.opening}
          </p>
        </div>
      )}
      <Button id="scan-picture" kind={state === "closed" ? "primary" : "text"} onTap={onPicture}>
        {words.picture}
      </Button>
    </Sheet>
  );
}
