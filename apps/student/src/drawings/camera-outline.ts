/** Outline of head and shoulders over the camera's picture, at the position that the spec requires. */
import { type PhotoSpec, silhouetteOf, svgAddress } from "@gradphoto/domain";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width of the head with ears and hair, relative to the face. */
const headToFace = 1.16;
/** Distance from eyes to chin, relative to the distance from eyes to crown. */
const chinToCrownRatio = 0.98;
const colours = { waiting: "#fff", good: "#4fd18b" } as const;

/** `picture`: full size of the camera's picture; `isGood`: nothing needs to change. */
export function cameraOutline(picture: Size, spec: PhotoSpec, isGood: boolean): string {
  const { left, top, width, height } = silhouetteOf(picture, spec);
  const scale = width / spec.widthPx;
  const { min = 0, max = spec.heightPx } = spec.geometry.eyeLinePx;
  const eyeLine = top + ((min + max) / 2) * scale;
  const crown = top + spec.aim.hairTopPx * scale;
  const chin = eyeLine + (eyeLine - crown) * chinToCrownRatio;
  const halfWidth = (spec.aim.faceWidthPx * headToFace * scale) / 2;
  const middle = left + width / 2;
  const neck = halfWidth * 0.62;
  const bottom = top + height;
  const shoulder = (side: -1 | 1): string =>
    `M${middle + side * neck} ${chin - halfWidth * 0.16}V${chin + halfWidth * 0.1}C${middle + side * neck} ${chin + halfWidth * 0.62} ${middle + side * width * 0.47} ${chin + halfWidth * 0.42} ${middle + side * width * 0.47} ${bottom}`;
  const eyes = `M${left} ${eyeLine}h${width * 0.1}M${left + width} ${eyeLine}h${-width * 0.1}`;
  const shapes = `<ellipse cx="${middle}" cy="${(crown + chin) / 2}" rx="${halfWidth}" ry="${(chin - crown) / 2}"/><path d="${shoulder(-1)}${shoulder(1)}${eyes}"/>`;
  const line = Math.max(picture.width, picture.height) / 160;
  const dash = isGood ? "" : ` stroke-dasharray="${line * 3} ${line * 2}"`;
  return svgAddress(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${picture.width} ${picture.height}" fill="none" stroke-linecap="round"><g stroke="#000" stroke-opacity="0.35" stroke-width="${line * 2}">${shapes}</g><g stroke="${isGood ? colours.good : colours.waiting}" stroke-width="${isGood ? line * 1.4 : line}"${dash}>${shapes}</g></svg>`,
  );
}
