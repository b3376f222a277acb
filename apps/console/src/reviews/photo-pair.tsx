/** Original, or an earlier photo, and standard photo side by side, moved and magnified together, switched over one another on demand. */
import { type Finding, overlaySvg } from "@gradphoto/domain";
import { type ComponentProps, type PointerEvent, useEffect, useRef, useState } from "react";
import { wholePercent } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { useSaidOf } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import type { EarlierPhoto } from "./history-panel.tsx";
import { drawn, type SeenPictures } from "./use-look.ts";
import type { Task } from "./use-tasks.ts";
import { type Looking, onItself, type Placing, pan, place, type SizePx, type View, zoom } from "./view.ts";

interface Props {
  readonly task: Task;
  readonly finding: Finding | null;
  readonly blinking: boolean;
  readonly looking: Looking;
  readonly measured: (frame: SizePx) => void;
  readonly seen: SeenPictures;
  /** Stands in the place of the original. */
  readonly earlier: EarlierPhoto | null;
}

const blinkMs = 500;

export function PhotoPair({ task, finding, blinking, looking, measured, seen, earlier }: Props) {
  const t = useWords(deskWords);
  const { report, pictures } = task;
  const { placing, photoSize } = looking;
  const original: Layer | null =
    pictures.originalUrl === null ? null : { url: pictures.originalUrl, size: report.source, placing };
  const photo: Layer | null =
    pictures.photoUrl === null ? null : { url: pictures.photoUrl, size: photoSize, placing: null };
  const before: Layer | null =
    earlier?.photoUrl == null ? null : { url: earlier.photoUrl, size: photoSize, placing: null };
  const saidOf = useSaidOf(task);
  const odd = useBlink(blinking);
  const on = (plane: "source" | "result"): Finding | null => (finding?.overlay?.on === plane ? finding : null);
  const shared = { looking, seen };
  const beside: Shown =
    earlier === null
      ? { label: t.original, layer: original, missing: t.photoGone, finding: on("source") }
      : {
          label: [t.earlierPhoto(earlier.number), saidOf(earlier.attemptId)].filter(Boolean).join(" · "),
          layer: before,
          missing: t.noEarlierPhoto,
          finding: null,
        };
  const result: Shown = { label: t.result, layer: photo, missing: t.photoGone, finding: on("result") };
  return (
    <div className="desk-pair">
      <PhotoFrame {...shared} {...beside} measured={() => undefined} />
      <PhotoFrame {...shared} {...(blinking && odd ? beside : result)} measured={measured} />
    </div>
  );
}

type Shown = Pick<ComponentProps<typeof PhotoFrame>, "label" | "layer" | "missing" | "finding">;

/** Addresses of what is there to be seen. */
export const picturesOf = ({ pictures: { originalUrl, photoUrl } }: Task): readonly string[] =>
  [originalUrl, photoUrl].filter((url) => url !== null);

/** True every other half second while blinking. */
function useBlink(blinking: boolean): boolean {
  const [odd, setOdd] = useState(false);
  useEffect(() => {
    if (!blinking) return setOdd(false);
    const timer = setInterval(() => setOdd((before) => !before), blinkMs);
    return () => clearInterval(timer);
  }, [blinking]);
  return odd;
}

interface Layer {
  readonly url: string;
  /** In the pixels its overlays and its placing count in. */
  readonly size: SizePx;
  /** null: it lies on itself. */
  readonly placing: Placing | null;
}

interface FrameProps {
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

function PhotoFrame({ label, layer, missing, finding, looking, measured, seen }: FrameProps) {
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
