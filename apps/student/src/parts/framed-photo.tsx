/** Photo in a thin frame, with one finding drawn on it. */
import { type Finding, overlaySvg, svgAddress } from "@gradphoto/domain";
import { WholePicture } from "./whole-picture.tsx";

export interface FramedPhotoProps {
  /** URL of the photo; empty while it loads. */
  readonly src: string;
  readonly label: string;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly finding: Finding | null;
  /** Limits the width to that of a standard photo, so that its text is close. */
  readonly narrow?: boolean;
}

export function FramedPhoto({ src, label, size, finding, narrow = false }: FramedPhotoProps) {
  const overlay = finding && size && overlayAddress(finding, size);
  // Reserves the space while the picture loads, so that content below does not jump.
  const place = size && { aspectRatio: `${size.width} / ${size.height}` };
  return (
    <div className={narrow ? "photo photo--narrow" : "photo"} {...(place && { style: place })}>
      {src !== "" && <WholePicture className="photo__picture" src={src} alt={label} />}
      {overlay && <img className="photo__layer" src={overlay} alt="" />}
    </div>
  );
}

/** Drawing of a finding's shapes over its picture. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** null when the finding has no position. */
function overlayAddress(finding: Finding, size: Size): string | null {
  const drawn = overlaySvg(finding, size);
  return drawn === null ? null : svgAddress(drawn);
}
