/** Drawings as addresses of pictures: the mini-program knows no inline SVG. */

export const svgAddress = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;
