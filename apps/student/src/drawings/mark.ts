/** Brand mark: a 3:4 frame with head and shoulders in one line, and the seal of a finished collection. */
import { type Drawing, drawingColours, drawingOf } from "@gradphoto/domain";

const { seal } = drawingColours;

export const mark: Drawing = drawingOf(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 32" fill="none" stroke="${seal}" stroke-width="1.5" stroke-linecap="round"><rect x="1.5" y="1.5" width="21" height="29" rx="2"/><circle cx="12" cy="12" r="5"/><path d="M4.5 30.2c.6-6 3.4-9.2 7.5-9.200s6.900 3.2 7.5 9.2"/></svg>`,
);

/** A square seal with four characters in two rows. */
export const sealOf = (characters: readonly [string, string, string, string]): Drawing => {
  const places = [
    [74, 46],
    [74, 94],
    [26, 46],
    [26, 94],
  ] as const;
  const text = places
    .map(([x, y], index) => `<text x="${x}" y="${y - 6}">${characters[index]}</text>`)
    .join("");
  return drawingOf(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect x="4" y="4" width="92" height="92" rx="8" fill="none" stroke="${seal}" stroke-width="4"/><g fill="${seal}" font-size="38" font-weight="700" text-anchor="middle" font-family="'Songti SC','Noto Serif CJK SC','SimSun',serif">${text}</g></svg>`,
  );
};
