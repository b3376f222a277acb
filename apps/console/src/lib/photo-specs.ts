/** The photo specs that there are: shipped, and of our own. */
import { useAnswer } from "./use-answer.ts";

/** None until the service has answered. */
export function usePhotoSpecs() {
  const { value, problem, refetch } = useAnswer("readPhotoSpecs", {});
  return { specs: value?.specs ?? [], problem, refetch };
}
