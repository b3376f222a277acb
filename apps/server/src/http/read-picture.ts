/** Takes the one picture out of a multipart body as it streams in. */
import type { Route } from "@gradphoto/domain/routes";
import type { FastifyRequest } from "fastify";
import type { Upload, UploadEnd } from "./uploads.ts";

export type PictureAnswer =
  | { readonly picture: Uint8Array }
  | { readonly fault: "photo-missing" | "too-large" | "upload-incomplete" | UploadEnd };

/** Reads no further than the limit, and not on when `hold` says that the process is full, or the upload is ended. What type it is, its content says to whoever decodes it. */
export async function readPicture(
  request: FastifyRequest,
  { field, maxBytes }: Pick<NonNullable<Route["picture"]>, "field" | "maxBytes">,
  { hold, arrived, onEnd }: Pick<Upload, "hold" | "arrived" | "onEnd">,
): Promise<PictureAnswer> {
  if (!request.isMultipart()) return { fault: "photo-missing" };
  let why: UploadEnd | null = null;
  try {
    const part = await request.file();
    if (!part || part.fieldname !== field) return { fault: "photo-missing" };
    // Its memory is taken as it fills: what is longer than it declares is too large.
    const picture = Buffer.allocUnsafeSlow(Math.min(maxBytes, Number(request.headers["content-length"] ?? maxBytes)));
    let bytes = 0;
    onEnd((ended) => {
      why = ended;
      part.file.destroy(new Error("the upload was ended"));
    });
    for await (const chunk of part.file) {
      if (!hold(chunk.length)) return { fault: why ?? "service-unavailable" };
      if (bytes + chunk.length > picture.length) return { fault: "too-large" };
      picture.set(chunk, bytes);
      bytes += chunk.length;
    }
    if (part.file.truncated) return { fault: "too-large" };
    arrived();
    return bytes === 0 ? { fault: "photo-missing" } : { picture: picture.subarray(0, bytes) };
  } catch (error) {
    if (why !== null) return { fault: why };
    // The reader's own refusals have codes; a body that breaks off has none.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("FST_")) throw error;
    return { fault: "upload-incomplete" };
  }
}
