/** The photo of a finding with its position drawn; the standard photo, or the original where there is none. */
import type { Finding } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useWords, wordsOf } from "../words/words.ts";
import { Notice } from "./notice.tsx";
import { OwnPhoto } from "./own-photo.tsx";

const wordTable = wordsOf(
  { original: "您上传的照片", result: "制作好的标准照", deleted: "照片已按保存期限删除。" },
  {
    original: "The photo you uploaded",
    result: "The standard photo",
    deleted: "The photo was deleted at the end of its retention.",
  },
);

interface MarkedPhotoProps {
  readonly attempt: RouteAnswer<"readAttempt">;
  readonly finding: Finding | null;
}

export function MarkedPhoto({ attempt, finding }: MarkedPhotoProps) {
  const words = useWords(wordTable);
  const { original, result, sourceSize, resultSize } = attempt;
  if (original === null) return <Notice>{words.deleted}</Notice>;
  if (result !== null && finding?.overlay?.on !== "source") {
    return <OwnPhoto path={result.url} label={words.result} size={resultSize} finding={finding} narrow />;
  }
  return <OwnPhoto path={original.url} label={words.original} size={sourceSize} finding={finding} narrow />;
}
