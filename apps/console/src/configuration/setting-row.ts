/** A setting as the service returns it. */
import type { RouteAnswer } from "@gradphoto/domain/client";

export type Setting = RouteAnswer<"readConfiguration">["settings"][number];

/** A setting whose dialog is open. */
export interface Opened {
  readonly setting: Setting;
  readonly as: "propose" | "decide";
}
