/** Report of the engine on this phone before anything of a photo is sent. */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain";
import { useEffect, useState } from "react";
import { holdEngine, noteCheck } from "../platform/hold-engine.ts";
import type { Picture } from "../platform/index.ts";
import type { Outcome } from "../platform/phone-engine.ts";

export type PrecheckState =
  /** No check runs. `isLeft`: one was wanted, but this phone cannot run it, so only the service checks. */
  | { readonly kind: "none"; readonly isLeft: boolean }
  /** `share`: downloaded part of the engine's files, 0 to 1. */
  | { readonly kind: "loading"; readonly share: number }
  | { readonly kind: "checking"; readonly step: MakingStep }
  | { readonly kind: "done"; readonly outcome: Outcome };

const none: PrecheckState = { kind: "none", isLeft: false };
const left: PrecheckState = { kind: "none", isLeft: true };

/** `spec`: null while it is not known. */
export function usePrecheck(picture: Picture | null, spec: PhotoSpec | null): PrecheckState {
  const [state, setState] = useState(none);
  useEffect(() => {
    if (holdEngine === null || picture === null || spec === null) return;
    setState(none);
    const engine = holdEngine();
    let isOver = false;
    const show = (next: PrecheckState): void => {
      if (!isOver) setState(next);
    };
    const stopLoad = engine.followLoad(({ overall }) =>
      setState((previous) =>
        previous.kind === "checking" ? previous : { kind: "loading", share: overall },
      ),
    );
    /** Releases the engine once the check ends, so its memory is free while the student reads the result or pays. */
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      stopLoad();
      noteCheck(false);
      engine.release();
    };
    noteCheck(true);
    engine
      .precheck(picture, spec, (step) => show({ kind: "checking", step }))
      .then(
        (outcome) => show(outcome.kind === "left-to-server" ? left : { kind: "done", outcome }),
        () => show(left),
      )
      .finally(end);
    return () => {
      end();
      // A finished result stays while its photo is displayed, also after the upload.
      setState((previous) => (previous.kind === "done" ? previous : none));
    };
  }, [picture, spec]);
  return state;
}
