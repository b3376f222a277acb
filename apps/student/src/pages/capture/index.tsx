/** Rear camera with a framing guide; without one, the system's camera is offered. */
import type { PhotoSource } from "@gradphoto/domain";
import { useCallback, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { type Picture, platform, readyToSpeak } from "../../platform/index.ts";
import { LiveCamera } from "../../platform/live-camera.tsx";
import { replacePage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { usePhotoSpec } from "../../service/use-answer.ts";
import { storePhotoDraft } from "../../state/photo-draft.ts";
import { useSettings } from "../../state/settings.ts";
import { useWords } from "../../words/words.ts";
import { captureWords } from "./capture-words.ts";
import { GuidedView } from "./guided-view.tsx";
import { NoCamera } from "./no-camera.tsx";

definePageConfig({ navigationBarTitleText: "拍照" });

export default function Capture() {
  const words = useWords(captureWords);
  const param = usePageParams<"capture">();
  const collectionId = param("collectionId");
  const spec = usePhotoSpec(collectionId);
  const { language } = useSettings();
  /** Set per visit: browsers speak only after a tap has requested it. */
  const [isSpoken, setSpoken] = useState(false);
  const take = useCallback(
    (picture: Picture | null, source: PhotoSource) => {
      if (!picture) return;
      storePhotoDraft({ collectionId, picture, source, idempotencyKey: newActKey() });
      replacePage("preview", { collectionId });
    },
    [collectionId],
  );
  const [isReading, setReading] = useState(false);
  const pick = async (source: "camera" | "album") => {
    take(await platform.pickPicture(source, () => setReading(true)), source);
    setReading(false);
  };
  return (
    <LiveCamera
      spec={spec}
      spoken={isSpoken ? language : null}
      onPicture={(picture, lens) => take(picture, lens === "rear" ? "camera" : "other-camera")}
    >
      {({ view, state, lens, shoot, guidance }) =>
        state === "absent" ? (
          <NoCamera collectionId={collectionId} openAlbum={() => void pick("album")} />
        ) : (
          <Page
            title={words.title}
            step={2}
            foot={
              <>
                {guidance !== null && state !== "closed" && <p className="quiet center">{words.auto}</p>}
                {state !== "closed" && (
                  <Button id="shoot" icon="camera" busy={state === "shooting"} off={state === "opening"} onTap={shoot}>
                    {words.shoot}
                  </Button>
                )}
                <Button
                  id="system-camera"
                  kind={state === "closed" ? "primary" : "text"}
                  busy={isReading}
                  onTap={() => void pick("camera")}
                >
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
                <GuidedView
                  {...{ view, state, guidance, isSpoken }}
                  onSpoken={(next) => {
                    if (next) readyToSpeak();
                    setSpoken(next);
                  }}
                />
              </>
            )}
          </Page>
        )
      }
    </LiveCamera>
  );
}
