/** What the engine on this phone says of a photo before anything of it is sent. */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain";
import { useEffect, useState } from "react";
import { holdEngine, noteCheck } from "../platform/hold-engine.ts";
import type { Picture } from "../platform/index.ts";
import type { Outcome } from "../platform/phone-engine.ts";

export type PrecheckState =
  /** Nobody waits for it; `isLeft`: somebody does, and this phone cannot: the service checks alone. */
  | { readonly kind: "none"; readonly isLeft: boolean }
  /** `share`: of the engine's files, 0 to 1. */
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
    const engine = holdEngine();
    let isOver = false;
    const show = (next: PrecheckState): void => {
      if (!isOver) setState(next);
    };
    const stopLoad = engine.followLoad(({ whole }) =>
      setState((previous) => (previous.kind === "checking" ? previous : { kind: "loading", share: whole })),
    );
    /** Once: its memory is not held while the answer is read, and a page may be paid on. */
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
      setState(none);
    };
  }, [picture, spec]);
  return state;
}
