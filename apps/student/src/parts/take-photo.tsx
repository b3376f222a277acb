/** Choice of camera, album or helper for a photo; the rules come first on a phone that has not displayed them yet. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { type PictureSource, platform } from "../platform/index.ts";
import { openPage, replacePage } from "../platform/navigation.ts";
import { newActKey } from "../service/act-key.ts";
import { type PhotoDraft, storePhotoDraft } from "../state/photo-draft.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Progress } from "./progress.tsx";
import { Sheet } from "./sheet.tsx";

const wordTable = wordsOf(
  {
    take: "拍照或从相册选取",
    camera: "拍照",
    album: "从相册选取",
    helper: "请人帮拍（用他人的手机）",
    rules: "再看一遍拍照注意事项",
    recent: (days: number) => `请用${days === 365 ? "一年" : ` ${days} 天`}以内拍摄的照片。`,
    albumClosed: "本项目须现场拍摄，不接受相册照片。",
    reading: "正在读取照片，较大的照片需要几秒…",
  },
  {
    take: "Take a photo or choose one",
    camera: "Take a photo",
    album: "Choose from the album",
    helper: "Use someone else's phone",
    rules: "See the photo rules again",
    recent: (days) =>
      `Please use a photo taken in the last ${days === 365 ? "year" : `${days} days`}.`,
    albumClosed: "This project asks for a photo taken now; the album is not accepted.",
    reading: "The photo is being read; a large one takes a few seconds…",
  },
);

const readKey = "gradphoto-rules-read";
export const hasReadRules = (): boolean => platform.store.read(readKey) !== null;

interface TakePhotoOptions {
  /** null while it loads. */
  readonly collection: RouteAnswer<"readCollection"> | null;
  readonly collectionId: string;
  /** Called with a photo from the album; without it, the preview replaces this page. */
  readonly onChosen?: (draft: PhotoDraft) => void;
  /** True on the rules page, which stays in the history and needs no link to itself. */
  readonly isRules?: boolean;
}

/** `take` starts a photo; `sheet` belongs at the end of the page. */
export function useTakePhoto({
  collection,
  collectionId,
  onChosen,
  isRules = false,
}: TakePhotoOptions) {
  const words = useWords(wordTable);
  const [state, setState] = useState<"closed" | "choosing" | "reading">("closed");
  const page = { collectionId };
  const close = () => setState("closed");
  const goTo = isRules ? openPage : replacePage;
  const pick = async (source: PictureSource) => {
    const picture = await platform.pickPicture(source, () => setState("reading"));
    if (!picture) return setState((previous) => (previous === "reading" ? "choosing" : previous));
    close();
    const draft = { collectionId, picture, source, idempotencyKey: newActKey() };
    storePhotoDraft(draft);
    if (onChosen) onChosen(draft);
    else goTo("preview", page);
  };
  const mayUpload = collection?.moves.some(({ move }) => move === "upload") ?? false;
  const openFrom = (name: "capture" | "rules" | "helper-link", go: typeof openPage) => {
    close();
    go(name, page);
  };
  return {
    take: () => {
      if (!isRules && !hasReadRules()) replacePage("rules", page);
      // The camera is the only source then.
      else if (!isRules && collection?.project.albumAllowed === false) replacePage("capture", page);
      else {
        platform.store.write(readKey, "yes");
        setState("choosing");
      }
    },
    sheet: state !== "closed" && (
      <Sheet title={words.take} onClose={close}>
        {state === "reading" ? (
          <div className="stack" role="status">
            <p className="text">{words.reading}</p>
            <Progress share={null} label={words.reading} />
          </div>
        ) : (
          <>
            <Button id="from-camera" icon="camera" onTap={() => openFrom("capture", goTo)}>
              {words.camera}
            </Button>
            {collection?.project.albumAllowed ? (
              <>
                <Button id="from-album" kind="second" icon="album" onTap={() => void pick("album")}>
                  {words.album}
                </Button>
                <p className="quiet">{words.recent(collection.project.photoMaxAgeDays)}</p>
              </>
            ) : (
              <p className="quiet">{words.albumClosed}</p>
            )}
            {mayUpload && (
              <Button kind="text" icon="helper" onTap={() => openFrom("helper-link", openPage)}>
                {words.helper}
              </Button>
            )}
            {!isRules && (
              <Button id="rules-again" kind="text" onTap={() => openFrom("rules", openPage)}>
                {words.rules}
              </Button>
            )}
          </>
        )}
      </Sheet>
    ),
  };
}
