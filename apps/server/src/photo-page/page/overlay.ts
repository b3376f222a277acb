/** Draws a finding's shapes over a picture, knowing nothing about the check. */
import { type OverlayShape, shapesSvg } from "@gradphoto/domain";

export function createOverlay(width: number, height: number): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

export function drawShapes(svg: SVGSVGElement, shapes: readonly OverlayShape[], verdict: string): void {
  const { width } = svg.viewBox.baseVal;
  // Numbers of our own engine alone.
  svg.innerHTML = shapesSvg(shapes, width);
  svg.setAttribute("class", verdict);
  svg.setAttribute("stroke-width", String(width / 140));
}
