/** Files of the service on the student's device: shown, or saved. */
import type { FileOfService } from "../platform.ts";

async function fetchFile({ path, token }: Omit<FileOfService, "name">): Promise<Blob | "too-often" | null> {
  try {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    if (answer.status === 429) return "too-often";
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}

export async function openPicture(picture: Omit<FileOfService, "name">): Promise<string | null> {
  const blob = await fetchFile(picture);
  return blob instanceof Blob ? URL.createObjectURL(blob) : null;
}

export async function saveFile(file: FileOfService): Promise<boolean> {
  return (await saveZip(file)) === "saved";
}

export async function saveZip(file: FileOfService): Promise<"saved" | "too-often" | "failed"> {
  const blob = await fetchFile(file);
  if (blob instanceof Blob) saveBlob(blob, file.name);
  return blob instanceof Blob ? "saved" : (blob ?? "failed");
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
