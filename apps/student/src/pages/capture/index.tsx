/** The rear camera with a framing guide; where there is none, the system's own camera is offered. */
import type { PhotoSource } from "@gradphoto/domain";
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
    other:
      "没有找到后置摄像头，现在用的是另一个镜头。自拍容易被退回：请改用系统相机或换一部手机，由他人用后置摄像头拍摄。",
    closed: "无法打开摄像头。请在设置中允许使用摄像头，或改用系统相机拍摄。",
    permissions: "去设置",
  },
  {
    title: "Take the photo",
    hint: "Room above the head, shoulders inside, eyes on the line",
    shoot: "Shoot",
    system: "Use the phone's camera",
    other:
      "No rear camera was found; this is another lens. Selfies are often sent back: please use the phone's camera or another phone, and let someone else shoot with the rear lens.",
    closed: "The camera could not be opened. Please allow it in the settings, or use the phone's own camera.",
    permissions: "Open the settings",
  },
);

export default function Capture() {
  const words = useWords(wordTable);
  const param = usePageParams<"capture">();
  const collectionId = param("collectionId");
  const take = useCallback(
    (picture: Picture | null, source: PhotoSource) => {
      if (!picture) return;
      keepPhotoDraft({ collectionId, picture, source, idempotencyKey: newActKey() });
      replacePage("preview", { collectionId });
    },
    [collectionId],
  );
  const system = async () => take(await platform.pickPicture("camera"), "camera");
  return (
    <LiveCamera onPicture={(picture, lens) => take(picture, lens === "rear" ? "camera" : "other-camera")}>
      {({ view, state, lens, shoot }) => (
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
            <Notice
              tone="warning"
              {...(platform.openPermissions && {
                action: { label: words.permissions, onTap: platform.openPermissions },
              })}
            >
              {words.closed}
            </Notice>
          ) : (
            <>
              {lens === "other" && <Notice tone="warning">{words.other}</Notice>}
              <div className="camera">
                {view}
                <p className="camera__hint">{words.hint}</p>
              </div>
            </>
          )}
        </Page>
      )}
    </LiveCamera>
  );
}
