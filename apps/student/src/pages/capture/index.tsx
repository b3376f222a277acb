/** The rear camera with a framing guide; where there is none, the system's own camera is offered. */
import { useCallback } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { type Picture, platform } from "../../platform/index.ts";
import { LiveCamera } from "../../platform/live-camera.tsx";
import { replacePage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { keepPhotoDraft } from "../../state/photo-draft.ts";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "拍照",
    hint: "头顶留空，双肩入框，眼睛对齐横线",
    shoot: "拍摄",
    system: "改用系统相机",
    closed: "无法打开摄像头。请在浏览器设置中允许使用摄像头，或改用系统相机拍摄。",
  },
  {
    title: "Take the photo",
    hint: "Room above the head, shoulders inside, eyes on the line",
    shoot: "Shoot",
    system: "Use the phone's camera",
    closed: "The camera could not be opened. Please allow it in the browser's settings, or use the phone's own camera.",
  },
);

export default function Capture() {
  const words = useWords(wordTable);
  const param = usePageParams();
  const collectionId = param("collectionId");
  const take = useCallback(
    (picture: Picture | null) => {
      if (!picture) return;
      keepPhotoDraft({ picture, source: "camera", idempotencyKey: newActKey() });
      replacePage("preview", { collectionId });
    },
    [collectionId],
  );
  const system = async () => take(await platform.pickPicture("camera"));
  return (
    <LiveCamera onPicture={take}>
      {({ view, state, shoot }) => (
        <Page
          title={words.title}
          step={2}
          foot={
            <>
              {state !== "closed" && (
                <Button id="shoot" icon="camera" off={state !== "open"} onTap={shoot}>
                  {words.shoot}
                </Button>
              )}
              <Button id="system-camera" kind={state === "closed" ? "primary" : "text"} onTap={() => void system()}>
                {words.system}
              </Button>
            </>
          }
        >
          {state === "closed" ? (
            <Notice tone="warning">{words.closed}</Notice>
          ) : (
            <div className="camera">
              {view}
              <p className="camera__hint">{words.hint}</p>
            </div>
          )}
        </Page>
      )}
    </LiveCamera>
  );
}
