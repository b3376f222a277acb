/** In which states a student still has to do what a reminder is about; other messages tell of what has happened. */
import { type CollectionState, type MessageTemplateCode, waitingForStudent } from "@gradphoto/domain";

export const remindedStates: Readonly<Partial<Record<MessageTemplateCode, readonly CollectionState[]>>> = {
  "closes-soon": waitingForStudent,
  unfinished: waitingForStudent,
  "image-check": ["completed"],
};
