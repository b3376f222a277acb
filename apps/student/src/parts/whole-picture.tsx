/** Picture with the full width of its container and its own aspect ratio. */
import type { CSSProperties } from "react";
import { isWechat } from "../platform/index.ts";

interface WholePictureProps {
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

export function WholePicture({ src, alt, ...look }: WholePictureProps) {
  return <img src={src} alt={alt} {...look} {...ownShape} />;
}
