/** 拍照: the student's own camera page, which leads to the preview. */
import type { PhotoSource } from "@gradphoto/domain";
import { useCallback } from "react";
import { CameraPage } from "../../parts/camera/camera-page.tsx";
import type { Picture } from "../../platform/index.ts";
import { replacePage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { useAnswer, usePhotoSpec } from "../../service/use-answer.ts";
import { storePhotoDraft } from "../../state/photo-draft.ts";

definePageConfig({ navigationBarTitleText: "拍照" });

export default function Capture() {
  const param = usePageParams<"capture">();
  const collectionId = param("collectionId");
  const spec = usePhotoSpec(collectionId);
  const { value: collection } = useAnswer("readCollection", { params: { collectionId } });
  const take = useCallback(
    (picture: Picture, source: PhotoSource) => {
      storePhotoDraft({ collectionId, picture, source, idempotencyKey: newActKey() });
      replacePage("preview", { collectionId });
    },
    [collectionId],
  );
  return (
    <CameraPage
      spec={spec}
      albumAllowed={collection?.project.albumAllowed ?? null}
      onPicture={take}
    />
  );
}
