/** 扫码识别 on the web: the camera scans automatically; otherwise a picture of the code works. */
import { useState } from "react";
import type { CameraState } from "../platform/camera.ts";
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
    absent: "这台设备没有摄像头。请选一张采集码的图片来识别，或换手机打开本页扫码。",
    picture: "拍照识别",
    choose: "选取图片识别",
  },
  {
    title: "Scan the code",
    hint: "Hold the code inside the frame; it is read by itself",
    opening: "Opening the camera…",
    closed:
      "The camera could not be opened. Please allow it in the browser's settings, or take a picture of the code instead.",
    absent:
      "This device has no camera. Please choose a picture of the code, or open this page on a phone and scan it.",
    picture: "Take a picture of the code",
    choose: "Choose a picture of the code",
  },
);

interface ScanSheetProps {
  readonly onCode: (text: string) => void;
  readonly onPicture: () => void;
  readonly onClose: () => void;
}

export function ScanSheet({ onCode, onPicture, onClose }: ScanSheetProps) {
  const words = useWords(wordTable);
  const [state, setState] = useState<CameraState>("opening");
  const isShut = state === "closed" || state === "absent";
  return (
    <Sheet title={words.title} onClose={onClose}>
      {isShut ? (
        <Notice tone="warning">{state === "absent" ? words.absent : words.closed}</Notice>
      ) : (
        <div className="camera camera--scan">
          <LiveScanner onCode={onCode} onState={setState} />
          <div className="camera__frame" />
          <p className="camera__hint" role="status">
            {state === "open" ? words.hint : words.opening}
          </p>
        </div>
      )}
      <Button id="scan-picture" kind={isShut ? "primary" : "text"} onTap={onPicture}>
        {state === "absent" ? words.choose : words.picture}
      </Button>
    </Sheet>
  );
}
