/** A submission as the desk shows it. */
import type { RouteAnswer } from "@gradphoto/domain/client";

export type Review = RouteAnswer<"takeNextReviews">["reviews"][number];
