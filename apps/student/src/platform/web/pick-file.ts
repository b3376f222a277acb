/** Lets the student choose a picture, or opens the system's camera where the browser supports `capture`. */
import { uploadedPicture } from "@gradphoto/domain";
import type { Picture, PictureSource } from "../platform.ts";
import { pictureOf } from "./stored-picture.ts";

export function pickFile(
  source: PictureSource,
  onChosen: () => void = () => {},
): Promise<Picture | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = uploadedPicture.types.join(",");
  input.id = "picked-picture";
  input.hidden = true;
  if (source === "camera") input.setAttribute("capture", "environment");
  return new Promise((resolve) => {
    const end = (picture: Picture | null) => {
      input.remove();
      resolve(picture);
    };
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      if (file) onChosen();
      end(file ? await pictureOfFile(file) : null);
    });
    input.addEventListener("cancel", () => end(null));
    document.getElementById(input.id)?.remove();
    document.body.appendChild(input);
    input.click();
  });
}

export const pictureOfFile = async (file: File): Promise<Picture> =>
  pictureOf(await smallEnough(file));

/** Returns the file unchanged where the chunk that shrinks it fails to load. */
async function smallEnough(file: File): Promise<Blob> {
  try {
    const { shrinkPicture } = await import("./shrink-picture.ts");
    return await shrinkPicture(file);
  } catch {
    return file;
  }
}
