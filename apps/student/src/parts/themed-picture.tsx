/** Decorative drawing in the colours of the current theme. */
import type { Drawing } from "@gradphoto/domain";
import type { CSSProperties } from "react";
import { WholePicture } from "./whole-picture.tsx";

interface ThemedPictureProps {
  readonly drawing: Drawing;
  readonly className: string;
  readonly style?: CSSProperties;
}

export const ThemedPicture = ({ drawing, className, ...look }: ThemedPictureProps) => (
  <>
    <WholePicture src={drawing.onLight} alt="" className={`${className} on-light`} {...look} />
    <WholePicture src={drawing.onDark} alt="" className={`${className} on-dark`} {...look} />
  </>
);
