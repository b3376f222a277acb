/** Dependencies of the service desk feature. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";

type Actions = RouteAnswer<"readCollectionForService">["actions"];

export interface ServiceDeskDeps
  extends Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer" | "searchHash" | "rateLimits"> {
  readonly objects: Pick<ObjectStore, "get">;
  /** Reports if the last message of the collection can be resent, and which one it is. */
  readonly resendStatus: (collectionId: string) => Promise<Actions["resendMessage"]>;
  /** Reports if this staff member may start a refund, of which payment, and who decides. */
  readonly refundStatus: (collectionId: string, staffId: string) => Promise<Actions["startRefund"]>;
}
