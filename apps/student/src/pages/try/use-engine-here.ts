/** Engine of this device while the page is open: loading progress, and whether it is available. */
import { useEffect, useState } from "react";
import { holdEngine, whenToCheck } from "../../platform/hold-engine.ts";

/**
 * `unasked`: a slow or metered line, on which the download begins with the choice of a photo. `share`: downloaded part
 * of its files, 0 to 1.
 */
export interface EngineHere {
  readonly state: "unasked" | "coming" | "ready" | "unusable";
  readonly share: number;
}

const coming: EngineHere = { state: "coming", share: 0 };

export function useEngineHere(isPhotoChosen: boolean): EngineHere {
  const [here, setHere] = useState(coming);
  useEffect(() => {
    const when = whenToCheck();
    if (holdEngine === null || when === "never") return setHere({ ...coming, state: "unusable" });
    if (when === "if-wished" && !isPhotoChosen) return setHere({ ...coming, state: "unasked" });
    setHere(coming);
    const engine = holdEngine();
    let isOver = false;
    const become = (state: EngineHere["state"]) => () => {
      if (!isOver) setHere((previous) => ({ ...previous, state }));
    };
    engine.prepare().then(become("ready"), become("unusable"));
    const stopLoad = engine.followLoad(({ overall }) =>
      setHere((previous) => ({ ...previous, share: overall })),
    );
    return () => {
      isOver = true;
      stopLoad();
      engine.release();
    };
  }, [isPhotoChosen]);
  return here;
}
