/** A photo in a fine frame, with one finding drawn on it. */
import { type Finding, overlaySvg, svgAddress } from "@gradphoto/domain";
import { WholePicture } from "./whole-picture.tsx";

export interface FramedPhotoProps {
  /** An address that shows it; empty while it comes. */
  readonly src: string;
  readonly label: string;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly finding: Finding | null;
  /** As wide as a standard photo needs, so that what is told of it stands near. */
  readonly narrow?: boolean;
}

export function FramedPhoto({ src, label, size, finding, narrow = false }: FramedPhotoProps) {
  const overlay = finding && size && overlayAddress(finding, size);
  // The place is kept while the picture comes: what stands below does not jump.
  const place = size && { aspectRatio: `${size.width} / ${size.height}` };
  return (
    <div className={narrow ? "photo photo--narrow" : "photo"} {...(place && { style: place })}>
      {src !== "" && <WholePicture className="photo__picture" src={src} alt={label} />}
      {overlay && <img className="photo__layer" src={overlay} alt="" />}
    </div>
  );
}

/** A finding's shapes as a drawing over the picture it was found on. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** null when the finding shows no place. */
function overlayAddress(finding: Finding, size: Size): string | null {
  const drawn = overlaySvg(finding, size);
  return drawn === null ? null : svgAddress(drawn);
}
