/** Files of the service on the student's device: shown, or saved. */
import type { FileOfService } from "../platform.ts";

async function fetchFile({ path, token }: Omit<FileOfService, "name">): Promise<Blob | null> {
  try {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}

export async function openPicture(picture: Omit<FileOfService, "name">): Promise<string | null> {
  const blob = await fetchFile(picture);
  return blob && URL.createObjectURL(blob);
}

export async function saveFile(file: FileOfService): Promise<boolean> {
  const blob = await fetchFile(file);
  return blob !== null && saveBlob(blob, file.name);
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
