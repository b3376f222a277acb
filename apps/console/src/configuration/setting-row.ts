/** A setting as the service answers it. */
import type { RouteAnswer } from "@gradphoto/domain/client";

export type Setting = RouteAnswer<"readConfiguration">["settings"][number];
