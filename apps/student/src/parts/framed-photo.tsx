/** Photo in a thin frame, with one finding drawn on it. */
import { type Finding, overlaySvg, svgAddress } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useOwnPicture } from "../service/own-picture.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { Notice } from "./notice.tsx";
import { FullPicture } from "./picture.tsx";

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface FramedPhotoProps {
  /** URL of the photo; empty while it loads. */
  readonly src: string;
  readonly label: string;
  readonly size: Size | null;
  readonly finding: Finding | null;
  /** Limits the width to that of a standard photo, so that its text is close. */
  readonly narrow?: boolean;
}

/** Limits the height, so that the verdict above and the buttons below are visible at the same time. */
export const widthLimitOf = ({ width, height }: Size, isNarrow: boolean): string =>
  `min(${isNarrow ? "300px" : "100%"}, ${(45 * width) / height}vh)`;

export function FramedPhoto({ src, label, size, finding, narrow = false }: FramedPhotoProps) {
  const overlay = finding && size && overlayAddress(finding, size);
  // Reserves the space while the picture loads, so that content below does not jump.
  const place = size && {
    aspectRatio: `${size.width} / ${size.height}`,
    maxWidth: widthLimitOf(size, narrow),
  };
  return (
    <div className={narrow ? "photo photo--narrow" : "photo"} {...(place && { style: place })}>
      {src !== "" && <FullPicture className="photo__picture" src={src} alt={label} />}
      {overlay && <img className="photo__layer" src={overlay} alt="" />}
    </div>
  );
}

/** Drawing of a finding's shapes over its picture; null when the finding has no position. */
function overlayAddress(finding: Finding, size: Size): string | null {
  const drawn = overlaySvg(finding, size);
  return drawn === null ? null : svgAddress(drawn);
}

interface OwnPhotoProps extends Omit<FramedPhotoProps, "src"> {
  /** Path as the service returns it. */
  readonly path: string;
}

/** Picture of the service in a frame, fetched with the session. */
export const OwnPhoto = ({ path, ...rest }: OwnPhotoProps) => (
  <FramedPhoto src={useOwnPicture(path)} {...rest} />
);

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

/** The photo of a finding with its position drawn; the standard photo, or the original where there is none. */
export function MarkedPhoto({ attempt, finding }: MarkedPhotoProps) {
  const words = useWords(wordTable);
  const { original, result, sourceSize, resultSize } = attempt;
  if (original === null) return <Notice>{words.deleted}</Notice>;
  if (result !== null && finding?.overlay?.on !== "source") {
    return (
      <OwnPhoto path={result.url} label={words.result} size={resultSize} finding={finding} narrow />
    );
  }
  return (
    <OwnPhoto
      path={original.url}
      label={words.original}
      size={sourceSize}
      finding={finding}
      narrow
    />
  );
}
