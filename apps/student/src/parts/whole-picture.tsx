/** Picture with the full width of its container and its own aspect ratio. */
import type { CSSProperties } from "react";
import { isWechat } from "../platform/index.ts";

interface FullPictureProps {
  readonly src: string;
  /** Empty for decorative pictures. */
  readonly alt: string;
  readonly className?: string;
  readonly style?: CSSProperties;
  /** Called when the picture cannot be displayed. */
  readonly onError?: () => void;
}

/** WeChat's image component has no natural height unless the mode requests it. */
const ownShape: object = isWechat ? { mode: "widthFix" } : {};

export function FullPicture({ src, alt, ...look }: FullPictureProps) {
  return <img src={src} alt={alt} {...look} {...ownShape} />;
}
