/** Dependencies of the photos feature. */
import type { PictureCodec } from "@gradphoto/engine/node";
import type { InspectUpload } from "../core/inspect-upload.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Notifications } from "../infra/db/notifications.ts";
import type { Lettering } from "../infra/lettering/lettering.ts";
import type { ObjectDeps } from "../infra/object-store/stored-objects.ts";
import type { PictureLinks } from "../infra/picture-links.ts";
import type { ReadStatus } from "./collection-status.ts";
import type { PhotoQueue } from "./photo-queue.ts";

export interface PhotoDeps extends ObjectDeps, Pick<ServiceDeps, "sealer"> {
  readonly queue: PhotoQueue;
  readonly readStatus: ReadStatus;
  readonly links: PictureLinks;
  readonly notifications: Notifications;
  readonly inspect: InspectUpload;
  /** Both run in processes without keys. */
  readonly codec: PictureCodec;
  readonly lettering: Lettering;
}
