/** Takes the one picture out of a multipart body as it streams in. */
import type { FastifyRequest } from "fastify";
import type { Upload, UploadEnd } from "./uploads.ts";

export type PictureAnswer =
  | { readonly picture: Uint8Array }
  | { readonly fault: "photo-missing" | "too-large" | "upload-incomplete" | UploadEnd };

/** Reads no further than the limit, and not on when `hold` says that the process is full, or the upload is ended. What type it is, its content says to whoever decodes it. */
export async function readPicture(
  request: FastifyRequest,
  field: string,
  { hold, onEnd }: Pick<Upload, "hold" | "onEnd">,
): Promise<PictureAnswer> {
  if (!request.isMultipart()) return { fault: "photo-missing" };
  let why: UploadEnd | null = null;
  try {
    const part = await request.file();
    if (!part || part.fieldname !== field) return { fault: "photo-missing" };
    const chunks: Uint8Array[] = [];
    onEnd((ended) => {
      why = ended;
      part.file.destroy(new Error("the upload was ended"));
    });
    for await (const chunk of part.file) {
      if (!hold(chunk.length)) return { fault: why ?? "service-unavailable" };
      chunks.push(chunk);
    }
    if (part.file.truncated) return { fault: "too-large" };
    const picture = Buffer.concat(chunks);
    return picture.length === 0 ? { fault: "photo-missing" } : { picture };
  } catch (error) {
    if (why !== null) return { fault: why };
    // The reader's own refusals have codes; a body that breaks off has none.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("FST_")) throw error;
    return { fault: "upload-incomplete" };
  }
}
