/** One collection as customer service sees it. */
import type { RouteAnswer } from "@gradphoto/contract/client";

export type ServiceCollection = RouteAnswer<"readCollectionForService">;
