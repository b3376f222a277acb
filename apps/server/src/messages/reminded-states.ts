/** Collection states in which each reminder still applies. Other messages report past events and are not listed. */
import { type CollectionState, type MessageTemplateCode, waitingForStudent } from "@gradphoto/domain";

export const remindedStates: Readonly<Partial<Record<MessageTemplateCode, readonly CollectionState[]>>> = {
  "closes-soon": waitingForStudent,
  unfinished: waitingForStudent,
  "image-check": ["completed"],
};
