/** All photo specs, shipped and custom. */
import { useAnswer } from "./use-answer.ts";

/** Empty until the service has answered. */
export function usePhotoSpecs() {
  const { value, problem, refetch } = useAnswer("readPhotoSpecs", {});
  return { specs: value?.specs ?? [], problem, refetch };
}
