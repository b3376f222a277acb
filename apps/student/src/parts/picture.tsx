/** Pictures with the full width of their container. */
import type { Drawing } from "@gradphoto/domain";
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

/** Keeps its own aspect ratio. */
export function FullPicture({ src, alt, ...look }: FullPictureProps) {
  return <img src={src} alt={alt} {...look} {...ownShape} />;
}

/** Frame of a picture whose size is not known: on the web, no higher than half the screen. */
export const fittedFrame = isWechat ? "photo photo--narrow" : "photo photo--fit";

interface ThemedPictureProps {
  readonly drawing: Drawing;
  readonly className: string;
  readonly style?: CSSProperties;
}

/** Decorative drawing in the colours of the current theme. */
export const ThemedPicture = ({ drawing, className, ...look }: ThemedPictureProps) => (
  <>
    <FullPicture src={drawing.onLight} alt="" className={`${className} on-light`} {...look} />
    <FullPicture src={drawing.onDark} alt="" className={`${className} on-dark`} {...look} />
  </>
);
