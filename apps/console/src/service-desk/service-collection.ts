/** One collection as customer service sees it. */
import type { RouteAnswer } from "@gradphoto/domain/client";

export type ServiceCollection = RouteAnswer<"readCollectionForService">;
