/** The latest chosen photo as it would be uploaded, or that its file is too large. */
import { useEffect, useRef, useState } from "react";
import { type Picture, platform } from "../../platform/index.ts";
import { pictureOfFile } from "../../platform/web/pick-file.ts";

export const maxMb = 25;
const bytesOfMb = 1024 * 1024;

interface Chosen {
  readonly picture: Picture | null;
  /** Size of a file that is too large, in MB. */
  readonly tooLargeMb: string | null;
}

const nothing: Chosen = { picture: null, tooLargeMb: null };

export function useChosenPhoto() {
  const [chosen, setChosen] = useState(nothing);
  const turns = useRef(0);
  const { picture } = chosen;
  useEffect(
    () => (picture === null ? undefined : () => platform.closePicture(picture.url)),
    [picture],
  );
  async function choose(file: File): Promise<void> {
    const turn = ++turns.current;
    if (file.size > maxMb * bytesOfMb) {
      setChosen({ ...nothing, tooLargeMb: (file.size / bytesOfMb).toFixed(1) });
      return;
    }
    const next = await pictureOfFile(file);
    // Another one may have been chosen meanwhile.
    if (turn === turns.current) setChosen({ ...nothing, picture: next });
    else platform.closePicture(next.url);
  }
  return { ...chosen, choose };
}
