/** Requests over XMLHttpRequest: unlike fetch it tells how much of a picture was sent. */
import type { Transport } from "@gradphoto/domain/client";
import type { PictureToSend } from "../platform.ts";

/** 10 MB over a slow phone line. */
const timeoutMs = 100_000;

export const webTransport: Transport<PictureToSend> = async ({ method, url, headers, body }) => {
  const sent = body?.kind === "picture" ? await formOf(body.field, body.picture) : (body?.text ?? null);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.timeout = timeoutMs;
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (body?.kind === "picture") {
      const { onProgress } = body.picture;
      request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    }
    const fail = () => reject(new Error("No answer came"));
    request.onerror = fail;
    request.ontimeout = fail;
    request.onabort = fail;
    request.onload = () =>
      resolve({
        status: request.status,
        headers: readHeaders(request.getAllResponseHeaders()),
        body: request.responseText,
      });
    request.send(sent);
  });
};

async function formOf(field: string, { picture }: PictureToSend): Promise<FormData> {
  const form = new FormData();
  form.append(field, await (await fetch(picture.url)).blob(), "picture");
  return form;
}

const readHeaders = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .trim()
      .split(/\r?\n/)
      .map((line): [string, string] => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
