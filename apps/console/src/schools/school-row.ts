/** A row of the list, as the service gives it. */
import type { RouteAnswer } from "@gradphoto/domain/client";

export type School = RouteAnswer<"listSchools">["schools"][number];
