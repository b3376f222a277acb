/** The engine of this device for as long as the page is open: how much of its files is here, and whether it can be had. */
import { useEffect, useState } from "react";
import { holdEngine } from "../../platform/hold-engine.ts";

/** `share`: of its files, 0 to 1. */
export interface EngineHere {
  readonly state: "coming" | "ready" | "unusable";
  readonly share: number;
}

const coming: EngineHere = { state: "coming", share: 0 };

/** `tried`: how often it was asked for; another number asks anew. */
export function useEngineHere(tried: number): EngineHere {
  const [here, setHere] = useState(coming);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again, it is asked for anew
  useEffect(() => {
    const engine = holdEngine?.() ?? null;
    setHere(engine ? coming : { ...coming, state: "unusable" });
    if (!engine) return;
    let isOver = false;
    const become = (state: EngineHere["state"]) => () => {
      if (!isOver) setHere((before) => ({ ...before, state }));
    };
    engine.prepare().then(become("ready"), become("unusable"));
    const stopLoad = engine.followLoad(({ whole }) => setHere((before) => ({ ...before, share: whole })));
    return () => {
      isOver = true;
      stopLoad();
      engine.release();
    };
  }, [tried]);
  return here;
}
