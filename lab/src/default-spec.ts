/** The photo spec that commands of the lab measure by. */
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";

export const defaultSpec = findPhotoSpec(defaultPhotoSpecId)!;
