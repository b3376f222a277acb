/** Photo that exists only on this phone, with the report of its own engine. */
import { shownPhotoOf } from "@gradphoto/domain";
import { useEffect, useMemo } from "react";
import type { Picture } from "../../platform/index.ts";
import type { Outcome } from "../../platform/phone-engine.ts";
import { Findings } from "./findings.tsx";

interface PhonePhotoProps {
  readonly picture: Picture;
  readonly outcome: Outcome;
}

export function PhonePhoto({ picture, outcome: { report, photo } }: PhonePhotoProps) {
  const result = useAddressOf(photo);
  const { verdict, findings } = report;
  return <Findings photo={{ ...shownPhotoOf(report), original: picture.url, result, verdict, findings }} />;
}

/** Object URL that lasts while it is displayed. */
function useAddressOf(photo: Uint8Array | null): string | null {
  const address = useMemo(
    () => photo && URL.createObjectURL(new Blob([photo.slice()], { type: "image/jpeg" })),
    [photo],
  );
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return address;
}
