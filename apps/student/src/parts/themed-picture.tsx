/** Decorative drawing in the colours of the current theme. */
import type { Drawing } from "@gradphoto/domain";
import type { CSSProperties } from "react";
import { FullPicture } from "./whole-picture.tsx";

interface ThemedPictureProps {
  readonly drawing: Drawing;
  readonly className: string;
  readonly style?: CSSProperties;
}

export const ThemedPicture = ({ drawing, className, ...look }: ThemedPictureProps) => (
  <>
    <FullPicture src={drawing.onLight} alt="" className={`${className} on-light`} {...look} />
    <FullPicture src={drawing.onDark} alt="" className={`${className} on-dark`} {...look} />
  </>
);
