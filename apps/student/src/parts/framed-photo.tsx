/** A photo in a fine frame, with one finding drawn on it. */
import type { Finding } from "@gradphoto/domain";
import { overlayAddress } from "../drawings/overlay.ts";
import { WholePicture } from "./whole-picture.tsx";

interface FramedPhotoProps {
  readonly url: string;
  readonly label: string;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly finding: Finding | null;
  readonly standard?: boolean;
}

export function FramedPhoto({ url, label, size, finding, standard = false }: FramedPhotoProps) {
  const overlay = finding && size && overlayAddress(finding, size);
  return (
    <div className={standard ? "photo photo--standard" : "photo"}>
      <WholePicture className="photo__picture" src={url} alt={label} />
      {overlay && <img className="photo__layer" src={overlay} alt="" />}
    </div>
  );
}
