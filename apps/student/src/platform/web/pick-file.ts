/** Lets the student choose a picture, or opens the system's camera where the browser knows `capture`. */
import { uploadedPicture } from "@gradphoto/domain";
import type { Picture, PictureSource } from "../platform.ts";

export function pickFile(source: PictureSource): Promise<Picture | null> {
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
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      end(file ? { url: URL.createObjectURL(file), bytes: file.size } : null);
    });
    input.addEventListener("cancel", () => end(null));
    document.getElementById(input.id)?.remove();
    document.body.appendChild(input);
    input.click();
  });
}
