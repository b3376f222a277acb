/** Live camera with a framing guide, or the system's camera; without a camera the album, where it is allowed. */
import type { PhotoSource, PhotoSpec } from "@gradphoto/domain";
import { useState } from "react";
import { type Picture, platform, readyToSpeak } from "../../platform/index.ts";
import { LiveCamera } from "../../platform/live-camera.tsx";
import { useSettings } from "../../state/settings.ts";
import { useWords } from "../../words/words.ts";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { Page } from "../page.tsx";
import { cameraWords } from "./camera-words.ts";
import { GuidedView } from "./guided-view.tsx";

interface CameraPageProps {
  /** null while it is not known, and there is no guidance. */
  readonly spec: PhotoSpec | null;
  /** null while it is not known. */
  readonly albumAllowed: boolean | null;
  readonly onPicture: (picture: Picture, source: PhotoSource) => void;
}

export function CameraPage({ spec, albumAllowed, onPicture }: CameraPageProps) {
  const words = useWords(cameraWords);
  const { language } = useSettings();
  /** Set per visit: browsers speak only after a tap has requested it. */
  const [isSpoken, setSpoken] = useState(false);
  const [isReading, setReading] = useState(false);
  const pick = async (source: "camera" | "album") => {
    const picture = await platform.pickPicture(source, () => setReading(true));
    setReading(false);
    if (picture) onPicture(picture, source);
  };
  return (
    <LiveCamera
      spec={spec}
      spoken={isSpoken ? language : null}
      onPicture={(picture, lens) =>
        picture && onPicture(picture, lens === "rear" ? "camera" : "other-camera")
      }
    >
      {({ view, state, lens, shoot, guidance }) =>
        state === "absent" ? (
          <Page
            title={words.title}
            step={2}
            foot={
              albumAllowed && (
                <Button id="album" icon="album" onTap={() => void pick("album")}>
                  {words.album}
                </Button>
              )
            }
          >
            <Notice tone="warning">
              <p className="text">{words.absent}</p>
              {albumAllowed !== null && (
                <p className="text">{albumAllowed ? words.absentAlbum : words.absentNoAlbum}</p>
              )}
            </Notice>
          </Page>
        ) : (
          <Page
            title={words.title}
            step={2}
            foot={
              <>
                {guidance !== null && state !== "closed" && (
                  <p className="quiet center">{words.auto}</p>
                )}
                {state !== "closed" && (
                  <Button
                    id="shoot"
                    icon="camera"
                    busy={state === "shooting"}
                    off={state === "opening"}
                    onTap={shoot}
                  >
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
