/** One picture in its frame: looked at from the shared view, with a finding drawn over it. */
import { type Finding, overlaySvg } from "@gradphoto/domain";
import { type PointerEvent, useEffect, useRef } from "react";
import { wholePercent } from "../lib/amounts.ts";
import { drawn, type SeenPictures } from "./use-seen.ts";
import type { Looking } from "./use-view.ts";
import { onItself, type Placing, pan, place, type SizePx, type View, zoom } from "./view.ts";

export interface Layer {
  readonly url: string;
  /** In the pixels its overlays and its placing count in. */
  readonly size: SizePx;
  /** null: it lies on itself. */
  readonly placing: Placing | null;
}

interface Props {
  readonly label: string;
  readonly layer: Layer | null;
  readonly missing: string;
  readonly finding: Finding | null;
  readonly looking: Looking;
  readonly measured: (frame: SizePx) => void;
  readonly seen: SeenPictures;
}

/** From here on single pixels are to be seen, not a smooth guess between them. */
const pixelsFromScale = 2.5;

export function PhotoFrame({ label, layer, missing, finding, looking, measured, seen }: Props) {
  const { view, frame, change } = looking;
  const box = useRef<HTMLDivElement>(null);
  const tell = useRef(measured);
  tell.current = measured;
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => tell.current({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    // React's own wheel listeners are passive and could not keep the page from scrolling.
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const at = { x: event.offsetX, y: event.offsetY };
      latest.current((now, size) => zoom(now, 1.2 ** (-event.deltaY / 100), at, size));
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => {
      watch.disconnect();
      element.removeEventListener("wheel", wheel);
    };
  }, []);
  const drag = (event: PointerEvent): void => {
    if (event.buttons === 1) change((now) => pan(now, event.movementX, event.movementY));
  };
  return (
    <figure className="desk-figure">
      <figcaption>
        <span title={label}>{label}</span>
        {layer && view && <span className="desk-per-cent">{perCent(view, layer)}</span>}
      </figcaption>
      <div className="desk-frame" ref={box} onPointerMove={drag} onPointerDown={hold}>
        {layer === null && <p className="desk-missing">{missing}</p>}
        {layer && view && frame && (
          <Placed layer={layer} finding={finding} view={view} frame={frame} label={label} seen={seen} />
        )}
      </div>
    </figure>
  );
}

/** How many pixels of the page one of the picture takes. */
const perCent = ({ scale }: View, { placing }: Layer): string => wholePercent(scale / (placing ?? onItself).perPx);

const hold = (event: PointerEvent): void => event.currentTarget.setPointerCapture(event.pointerId);

interface PlacedProps {
  readonly layer: Layer;
  readonly finding: Finding | null;
  readonly view: View;
  readonly frame: SizePx;
  readonly label: string;
  readonly seen: SeenPictures;
}

/** The picture where the view puts it; a finding lies over it in the same place. */
function Placed({ layer, finding, view, frame, label, seen }: PlacedProps) {
  const { x, y, scale } = place(view, frame, layer.placing ?? onItself);
  const overlay = finding === null ? null : overlaySvg(finding, layer.size);
  const style = {
    width: layer.size.width * scale,
    height: layer.size.height * scale,
    transform: `translate(${x}px, ${y}px)`,
    imageRendering: scale >= pixelsFromScale ? ("pixelated" as const) : ("auto" as const),
  };
  return (
    <>
      <img
        key={`${layer.url} ${seen.turn}`}
        src={layer.url}
        alt={label}
        style={style}
        draggable={false}
        data-shown={layer.url}
        onLoad={({ currentTarget }) =>
          void drawn(currentTarget).then(
            () => seen.painted(layer.url),
            () => seen.failed(layer.url),
          )
        }
        onError={() => seen.failed(layer.url)}
      />
      {overlay !== null && (
        <img src={`data:image/svg+xml,${encodeURIComponent(overlay)}`} alt="" style={style} draggable={false} />
      )}
    </>
  );
}
