/** Saves a file of the service on the student's device. */
import type { FileOfService } from "../platform.ts";

export async function saveFile({ path, token, name }: FileOfService): Promise<boolean> {
  try {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    return answer.ok && saveBlob(await answer.blob(), name);
  } catch {
    return false;
  }
}

/** Answers true, to be the end of a chain. */
export function saveBlob(blob: Blob, name: string): boolean {
  const link = document.createElement("a");
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return true;
}
