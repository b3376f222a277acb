/** Draws a finding's shapes over a picture, knowing nothing about the check. */
import type { OverlayShape, Point } from "@gradphoto/contract";

const svgNamespace = "http://www.w3.org/2000/svg";

export function createOverlay(width: number, height: number): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

export function drawShapes(svg: SVGSVGElement, shapes: readonly OverlayShape[], verdict: string): void {
  const { width } = svg.viewBox.baseVal;
  svg.replaceChildren(...shapes.map((shape) => elementOf(shape, width / 90)));
  svg.setAttribute("class", verdict);
  svg.setAttribute("stroke-width", String(width / 140));
}

const path = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(" ");

function elementOf(shape: OverlayShape, dotRadius: number): SVGElement {
  switch (shape.kind) {
    case "box":
      return make("rect", { x: shape.x, y: shape.y, width: shape.width, height: shape.height });
    case "line":
      return make("polyline", { points: path(shape.points) });
    case "outline":
      return make("polygon", { points: path(shape.points) });
    case "points": {
      const group = make("g", { class: "dots" });
      group.append(...shape.points.map(({ x, y }) => make("circle", { cx: x, cy: y, r: dotRadius })));
      return group;
    }
  }
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
