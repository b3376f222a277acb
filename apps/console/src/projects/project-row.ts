/** A row of the list, as the service returns it. */
import type { RouteAnswer } from "@gradphoto/domain/client";

export type Project = RouteAnswer<"listProjects">["projects"][number];
