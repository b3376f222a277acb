/**
 * Original (or an earlier photo) and standard photo side by side, panned and zoomed together. On demand both alternate
 * in one frame.
 */
import { type Finding, overlaySvg } from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { Flex } from "antd";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { wholePercent } from "../lib/amounts.ts";
import { call } from "../lib/client.ts";
import { useWords } from "../lib/words.ts";
import { useNoticeOf } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import { listedFindings } from "./reasons-words.ts";
import { type PictureViewing, usePictureViewing } from "./use-picture-viewing.ts";
import type { Task } from "./use-tasks.ts";
import {
  type Frame,
  identityPlacement,
  type Placement,
  pan,
  place,
  type SizePx,
  useMeasured,
  useView,
  type ViewControls,
  zoom,
} from "./view.ts";

type EarlierPhoto = RouteAnswer<"readEarlierPhoto">;

function useEarlier({ taskId, earlierAttempts }: Task) {
  const [loaded, setLoaded] = useState<readonly EarlierPhoto[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Opens this earlier photo next to the new one, or closes it. */
  const look = (attemptId: string): void => {
    setProblem(null);
    setChosen(chosen === attemptId ? null : attemptId);
    if (chosen === attemptId || loaded.some((one) => one.attemptId === attemptId)) return;
    void call("readEarlierPhoto", { params: { taskId, attemptId } }).then((answer) => {
      if (answer.ok) setLoaded((previous) => [...previous, answer.value]);
      else setProblem(answer.problem);
    });
  };
  return {
    /** The earlier photo next to the new one; null: none. */
    visible: loaded.find(({ attemptId }) => attemptId === chosen) ?? null,
    problem,
    look,
    /** Closes the open earlier photo, or opens the latest one. */
    flip: (): void => {
      const latest = earlierAttempts.at(-1);
      if (chosen !== null) setChosen(null);
      else if (latest) look(latest.attemptId);
    },
  };
}

export type Photo = ReturnType<typeof usePhoto>;

/** State of the current photo and its display. `minLookMs`: shortest time before it may be decided. */
export function usePhoto(task: Task, frame: Frame, minLookMs: number) {
  /** The numbered findings. */
  const loud = listedFindings(task.report.findings);
  const [visible, show] = useState<Finding | null>(loud[0] ?? null);
  const { originalUrl, photoUrl } = task.pictures;
  const urls = [originalUrl, photoUrl].filter((url) => url !== null);
  const looking = useView(task, frame);
  /** Whether the findings are drawn over the photo. */
  const [overlays, setOverlays] = useState(true);
  const [blinking, setBlinking] = useState(false);
  const seen = usePictureViewing(urls, minLookMs);
  const earlier = useEarlier(task);
  return {
    ...{ task, looking, seen, earlier, loud, visible, show, overlays, blinking },
    flipOverlays: () => setOverlays(!overlays),
    blink: () => setBlinking(!blinking),
  };
}

const blinkMs = 500;

export function PhotoPair({ photo }: { readonly photo: Photo }) {
  const t = useWords(deskWords);
  const { looking, seen, earlier, blinking } = photo;
  const { pictures, report } = photo.task;
  const { placing, photoSize, measured } = looking;
  const describeValue = useNoticeOf(photo.task);
  const odd = useBlink(blinking);
  const previous = earlier.visible;
  const layerOf = (url: string | null, size = photoSize, at = identityPlacement): Layer | null =>
    url === null ? null : { url, size, placing: at };
  const on = (plane: "source" | "result"): Finding | null =>
    photo.overlays && photo.visible?.overlay?.on === plane ? photo.visible : null;
  const original: Visible = {
    label: t.original,
    layer: layerOf(pictures.originalUrl, report.source, placing ?? identityPlacement),
    missing: t.photoDeleted,
    finding: on("source"),
  };
  const rightPicture: Visible =
    previous === null
      ? original
      : {
          label: [t.earlierPhoto(previous.number), describeValue(previous.attemptId)]
            .filter(Boolean)
            .join(" · "),
          layer: layerOf(previous.photoUrl),
          missing: t.noEarlierPhoto,
          finding: null,
        };
  const result = {
    label: t.result,
    layer: layerOf(pictures.photoUrl),
    missing: t.photoDeleted,
    finding: on("result"),
  };
  return (
    <div className="desk-pair">
      <PhotoFrame {...{ looking, seen }} {...rightPicture} />
      <PhotoFrame {...{ looking, seen, measured }} {...(blinking && odd ? rightPicture : result)} />
    </div>
  );
}

/** True every other half second while blinking. */
function useBlink(blinking: boolean): boolean {
  const [odd, setOdd] = useState(false);
  useEffect(() => {
    if (!blinking) return setOdd(false);
    const timer = setInterval(() => setOdd((previous) => !previous), blinkMs);
    return () => clearInterval(timer);
  }, [blinking]);
  return odd;
}

interface Layer {
  readonly url: string;
  /** Size in the pixels of its overlays and its placing. */
  readonly size: SizePx;
  readonly placing: Placement;
}

interface Visible {
  readonly label: string;
  readonly layer: Layer | null;
  readonly missing: string;
  readonly finding: Finding | null;
}

interface FrameProps extends Visible {
  readonly looking: ViewControls;
  readonly measured?: ViewControls["measured"];
  readonly seen: PictureViewing;
}

/** From this scale on, single pixels are displayed without smoothing. */
const pixelsFromScale = 2.5;

function PhotoFrame({ label, layer, missing, finding, looking, measured, seen }: FrameProps) {
  const { view, frame, change } = looking;
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(change);
  latest.current = change;
  useMeasured(box, measured);
  useEffect(() => {
    // React's own wheel listeners are passive and cannot prevent the page from scrolling.
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const at = { x: event.offsetX, y: event.offsetY };
      latest.current((now, size) => zoom(now, 1.2 ** (-event.deltaY / 100), at, size));
    };
    const element = box.current;
    element?.addEventListener("wheel", wheel, { passive: false });
    return () => element?.removeEventListener("wheel", wheel);
  }, []);
  const drag = (event: PointerEvent): void => {
    if (event.buttons === 1) change((now) => pan(now, event.movementX, event.movementY));
  };
  const placed = layer && view && frame && { ...layer, ...place(view, frame, layer.placing) };
  return (
    <Flex component="figure" vertical className="desk-figure">
      <Flex component="figcaption" justify="space-between" gap={10}>
        <span title={label}>{label}</span>
        {/* CSS pixels per pixel of the picture. */}
        {placed && <span className="desk-per-cent">{wholePercent(placed.scale)}</span>}
      </Flex>
      <div className="desk-frame" ref={box} onPointerMove={drag} onPointerDown={hold}>
        {layer === null && <p className="desk-missing">{missing}</p>}
        {placed && <Placed {...placed} {...{ finding, label, seen }} />}
      </div>
    </Flex>
  );
}

const hold = (event: PointerEvent): void => event.currentTarget.setPointerCapture(event.pointerId);

type PlacedProps = Omit<Layer, "placing"> &
  ReturnType<typeof place> &
  Pick<FrameProps, "finding" | "label" | "seen">;

/** Picture positioned by the view; a finding is drawn over it at the same position. */
function Placed({ url, size, x, y, scale, finding, label, seen }: PlacedProps) {
  const overlay = finding === null ? null : overlaySvg(finding, size);
  const style = {
    width: size.width * scale,
    height: size.height * scale,
    transform: `translate(${x}px, ${y}px)`,
    imageRendering: scale >= pixelsFromScale ? ("pixelated" as const) : ("auto" as const),
  };
  return (
    <>
      <img
        key={`${url} ${seen.turn}`}
        {...seen.watching(url)}
        alt={label}
        style={style}
        draggable={false}
        data-picture={url}
      />
      {overlay !== null && (
        <img
          src={`data:image/svg+xml,${encodeURIComponent(overlay)}`}
          alt=""
          style={style}
          draggable={false}
        />
      )}
    </>
  );
}
