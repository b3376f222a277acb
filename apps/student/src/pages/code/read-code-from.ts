/** Reads a collection code on the device, or by the service where that fails. */
import type { Problem } from "@gradphoto/domain/client";
import { type PictureSource, platform } from "../../platform/index.ts";
import { call } from "../../service/call.ts";

/** Reads the code from a picture; null when the student chose nothing. */
export async function readCodeFrom(
  source: PictureSource,
  onReading: (reading: boolean) => void,
): Promise<string | Problem | null> {
  const picture = await platform.pickPicture(source, () => onReading(true));
  if (!picture) return null;
  const text = await platform.readCodeIn(picture);
  if (text !== null) return text;
  const answer = await call("readCodePicture", { picture: { picture, onProgress: () => {} } });
  return answer.ok ? answer.value.text : answer.problem;
}
