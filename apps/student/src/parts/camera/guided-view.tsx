/** Camera picture with hints in a size readable at arm's length, and the countdown before the shot. */

import type { LiveCamera } from "../../platform/camera.ts";
import { canSpeak } from "../../platform/index.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { Icon } from "../icon.tsx";
import { cameraWords } from "./camera-words.ts";

interface GuidedViewProps extends Pick<LiveCamera, "view" | "state" | "guidance"> {
  readonly isSpoken: boolean;
  readonly onSpoken: (next: boolean) => void;
}

export function GuidedView({ view, state, guidance, isSpoken, onSpoken }: GuidedViewProps) {
  const words = useWords(cameraWords);
  const translate = useTranslate();
  const message = guidance?.hint ?? null;
  const isShooting = state === "shooting";
  const isWell = isShooting || (message !== null && message.count !== "wait");
  const isWrong = !isShooting && message !== null && message.instruction !== null;
  const big = isShooting
    ? words.shooting
    : message &&
      (message.instruction
        ? translate(message.instruction.words)
        : isWell
          ? words.good
          : words.hold);
  const hint =
    guidance === null || message !== null
      ? words.hint
      : words.loading(Math.round(Math.min(0.99, guidance.share) * 100));
  return (
    <div className="guided">
      <p
        className={`guided__say ${big ? "guided__say--big" : ""} ${isWrong ? "guided__say--change" : isWell ? "guided__say--well" : ""}`}
        // Loading progress is not announced to screen readers.
        role={big ? "status" : undefined}
      >
        {big ?? hint}
      </p>
      <div className="camera">
        {view}
        {typeof message?.count === "number" && !isShooting && (
          <p className="camera__count" aria-hidden="true">
            {message.count}
          </p>
        )}
        {guidance !== null && canSpeak && (
          <button
            type="button"
            id="spoken"
            className="camera__spoken"
            aria-pressed={isSpoken}
            onClick={() => onSpoken(!isSpoken)}
          >
            <Icon name={isSpoken ? "sound" : "silent"} small />
            {words.spoken}
          </button>
        )}
      </div>
    </div>
  );
}
