/** Temporarily enables SVG in libvips for our own drawings; the codec never reads SVG for photos. */
import sharp from "sharp";

const svg = { operation: ["VipsForeignLoadSvg"] };
let drawings = 0;

export async function readingSvg<Drawn>(draw: () => Promise<Drawn>): Promise<Drawn> {
  drawings += 1;
  sharp.unblock(svg);
  try {
    return await draw();
  } finally {
    drawings -= 1;
    if (drawings === 0) sharp.block(svg);
  }
}
