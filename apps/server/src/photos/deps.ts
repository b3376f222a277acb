/** What the photos feature is given. */
import type { ImageCodec } from "@gradphoto/engine";
import type { Notifications } from "../infra/db/notifications.ts";
import type { ObjectDeps } from "../infra/object-store/kept-objects.ts";
import type { PictureLinks } from "../infra/picture-links.ts";
import type { Queue } from "../infra/queue/queue.ts";

export interface PhotoDeps extends ObjectDeps {
  readonly queue: Queue;
  readonly links: PictureLinks;
  readonly notifications: Notifications;
  readonly codec: ImageCodec;
}
