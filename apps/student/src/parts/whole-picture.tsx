/** A picture as wide as its place and as high as its own shape asks. */
import type { CSSProperties } from "react";
import { isWechat } from "../platform/index.ts";

interface WholePictureProps {
  readonly src: string;
  /** Empty for what only decorates. */
  readonly alt: string;
  readonly className?: string;
  readonly style?: CSSProperties;
  /** The picture cannot be shown here. */
  readonly onError?: () => void;
}

/** WeChat's image has no height of its own unless it is told to. */
const ownShape: object = isWechat ? { mode: "widthFix" } : {};

export function WholePicture({ src, alt, ...look }: WholePictureProps) {
  return <img src={src} alt={alt} {...look} {...ownShape} />;
}
