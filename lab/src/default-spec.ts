/** Photo spec that the lab's commands use. */
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";

export const defaultSpec = findPhotoSpec(defaultPhotoSpecId)!;
