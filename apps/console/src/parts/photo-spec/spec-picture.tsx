/** Drawing of a spec with its geometry windows: bands for hair top and eyes, the narrowest and widest face. */
import type { NamedPhotoSpec } from "@gradphoto/domain";
import { useTranslate, useWords } from "../../lib/words.ts";
import { useShortRange } from "./spec-rows.tsx";
import { specWords } from "./spec-words.ts";
import "./specs.css";

/** Room right of the frame for the labels of the bands. */
const margin = 190;

export function SpecPicture({ spec }: { readonly spec: NamedPhotoSpec }) {
  const t = useWords(specWords);
  const translate = useTranslate();
  const range = useShortRange();
  const { widthPx: width, heightPx: height, geometry, aim, background } = spec;
  const { hairTopPx, eyeLinePx, faceWidthPx, faceCentreXPx, headHeightPx } = geometry;
  const fontPx = height / 32;
  const centre = ((faceCentreXPx.min ?? 0) + (faceCentreXPx.max ?? width)) / 2;
  // Position of the chin when the hair top is where the crop aims.
  const chin = {
    min: aim.hairTopPx + (headHeightPx?.min ?? 0),
    max: Math.min(height, aim.hairTopPx + (headHeightPx?.max ?? height)),
  };
  const bands = [
    {
      name: t["drawn-hair-top"],
      rangeText: range(hairTopPx, "px"),
      top: hairTopPx.min ?? 0,
      bottom: hairTopPx.max ?? height,
    },
    {
      name: t["drawn-eyes"],
      rangeText: range(eyeLinePx, "px"),
      top: eyeLinePx.min ?? 0,
      bottom: eyeLinePx.max ?? height,
    },
    ...(headHeightPx
      ? [
          {
            name: t["drawn-chin"],
            rangeText: range(chin, "px"),
            top: chin.min,
            bottom: chin.max,
          },
        ]
      : []),
  ];
  const faces = [faceWidthPx.min, faceWidthPx.max].filter((one) => one !== undefined);
  const faceY = aim.hairTopPx + faceLength * 0.72 * aim.faceWidthPx;
  // Two lines of text take this much. The labels of the face are next to its bars, or below those of the eyes where
  // these are near.
  const eyesEnd = ((eyeLinePx.min ?? 0) + (eyeLinePx.max ?? height)) / 2 + fontPx * 3.3;
  const faceTextY = Math.max(eyesEnd, faceY + fontPx * (headHeightPx ? -0.2 : 0.4));
  const wide = width + (margin * height) / 640;
  return (
    <svg
      className="specs-picture"
      viewBox={`-2 -2 ${wide + 4} ${height + 4}`}
      role="img"
      aria-label={t.picture(translate(spec.name))}
      fontSize={fontPx}
    >
      <rect
        width={width}
        height={height}
        fill={`rgb(${background.r} ${background.g} ${background.b})`}
        className="specs-frame"
      />
      <svg width={width} height={height} aria-hidden="true">
        <Person spec={spec} centre={centre} />
      </svg>
      <rect
        x={faceCentreXPx.min ?? 0}
        width={(faceCentreXPx.max ?? width) - (faceCentreXPx.min ?? 0)}
        y={0}
        height={height}
        className="specs-centre"
      />
      {bands.map(({ name, rangeText: message, top, bottom }) => (
        <g key={name}>
          <rect x={0} y={top} width={width} height={bottom - top} className="specs-band" />
          <line
            x1={width}
            x2={width + fontPx * 0.6}
            y1={(top + bottom) / 2}
            y2={(top + bottom) / 2}
            className="specs-line"
          />
          <text x={width + fontPx} y={(top + bottom) / 2} className="specs-text">
            <tspan>{name}</tspan>
            <tspan x={width + fontPx} dy={fontPx * 1.2}>
              {message}
            </tspan>
          </text>
        </g>
      ))}
      {faces.map((face, index) => (
        <g key={face} className="specs-face">
          <line
            x1={centre - face / 2}
            x2={centre + face / 2}
            y1={faceY + index * fontPx}
            y2={faceY + index * fontPx}
          />
          {[-1, 1].map((side) => (
            <line
              key={side}
              x1={centre + (side * face) / 2}
              x2={centre + (side * face) / 2}
              y1={faceY + index * fontPx - fontPx / 3}
              y2={faceY + index * fontPx + fontPx / 3}
            />
          ))}
        </g>
      ))}
      <text x={width + fontPx} y={faceTextY} className="specs-text">
        <tspan>{t["drawn-face"]}</tspan>
        <tspan x={width + fontPx} dy={fontPx * 1.2}>
          {range(faceWidthPx, "px")}
        </tspan>
      </text>
      <text x={width + fontPx} y={height - fontPx * 1.6} className="specs-text">
        <tspan>{t["drawn-centre"]}</tspan>
        <tspan x={width + fontPx} dy={fontPx * 1.2}>
          {range(faceCentreXPx, "px")}
        </tspan>
      </text>
    </svg>
  );
}

/** Crown to chin divided by the width of the face, for most people. */
const faceLength = 1.42;

interface PersonProps {
  readonly spec: NamedPhotoSpec;
  readonly centre: number;
}

/** Head and shoulders at the position where the crop aims. */
function Person({ spec: { heightPx: bottom, aim }, centre: x }: PersonProps) {
  const { faceWidthPx: face, hairTopPx: crown } = aim;
  const chin = crown + faceLength * face;
  const [neck, body] = [0.3 * face, 1.05 * face];
  const side = (to: -1 | 1): string =>
    `${x + to * neck} ${chin + 0.14 * face} C${x + to * 0.5 * face} ${chin + 0.32 * face} ${x + to * body} ${chin + 0.3 * face} ${x + to * body} ${bottom}`;
  return (
    <g className="specs-person">
      <path
        d={`M${x - neck} ${chin - 0.2 * face} L${side(-1)} M${x + neck} ${chin - 0.2 * face} L${side(1)}`}
      />
      <ellipse cx={x} cy={(crown + chin) / 2} rx={face / 2} ry={(chin - crown) / 2} />
    </g>
  );
}
