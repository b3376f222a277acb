/** Display and download of the service's files on the student's device. */
import type { FileOfService, ZipOutcome } from "../platform.ts";

type Unfetched = Exclude<ZipOutcome, "saved" | "cut">;

/** A streamed ZIP gives no signal when the connection is lost: this long without a byte counts as lost. */
const stallMs = 60_000;

async function promptForFile(
  { path, token }: FileOfService,
  signal: AbortSignal | null = null,
): Promise<Response | Unfetched> {
  try {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` }, signal });
    if (answer.ok) return answer;
    if (answer.status === 429) return "too-often";
    return answer.status < 500 ? "refused" : "unavailable";
  } catch {
    return "failed";
  }
}

async function fetchFile(file: FileOfService): Promise<{ blob: Blob; name: string } | null> {
  const answer = await promptForFile(file);
  const blob = answer instanceof Response ? await answer.blob().catch(() => null) : null;
  return answer instanceof Response && blob ? { blob, name: nameOf(answer) } : null;
}

/** Name that the service gives the file; empty for none. */
function nameOf({ headers }: Response): string {
  const [, encoded = ""] =
    /filename\*=UTF-8''([^;]+)/.exec(headers.get("content-disposition") ?? "") ?? [];
  return decodeURIComponent(encoded);
}

export async function openPicture(picture: FileOfService): Promise<string | null> {
  const file = await fetchFile(picture);
  return file && URL.createObjectURL(file.blob);
}

export async function saveFile(file: FileOfService): Promise<boolean> {
  const fetched = await fetchFile(file);
  return fetched !== null && saveBlob(fetched.blob, file.name ?? fetched.name);
}

export async function saveZip(
  file: FileOfService,
  onBytes: (bytes: number) => void,
): Promise<ZipOutcome> {
  const leaving = new AbortController();
  const stalled = () => leaving.abort();
  let timer = setTimeout(stalled, stallMs);
  try {
    const answer = await promptForFile(file, leaving.signal);
    if (!(answer instanceof Response)) return answer;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    const reader = answer.body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      clearTimeout(timer);
      timer = setTimeout(stalled, stallMs);
      parts.push(part.value);
      bytes += part.value.length;
      onBytes(bytes);
    }
    saveBlob(new Blob(parts, { type: "application/zip" }), file.name ?? nameOf(answer));
    return "saved";
  } catch {
    return "cut";
  } finally {
    clearTimeout(timer);
  }
}

/** Returns true, for use at the end of a chain. */
export function saveBlob(blob: Blob, name: string): boolean {
  const link = document.createElement("a");
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read the blob by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return true;
}
