/** Photo standard as the pages display it: the specs, and the limits of checks that operators set. */
import type { CheckLimits, SetLimits } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useAnswer } from "./use-answer.ts";

export type ListedSpec = RouteAnswer<"readPhotoSpecs">["specs"][number];

/** All photo specs, shipped and custom; empty until the service has answered. */
export function usePhotoSpecs() {
  const { value, problem, refetch } = useAnswer("readPhotoSpecs", {});
  return { specs: value?.specs ?? [], problem, refetch };
}

type Setting = RouteAnswer<"readConfiguration">["settings"][number];

const isLimits = (value: Setting["value"]): value is CheckLimits =>
  typeof value === "object" && ("fail" in value || "warn" in value);

/** Limits that take precedence over those of the specs; undefined until the service has answered. */
export function useSetLimits() {
  const { value, problem, refetch } = useAnswer("readConfiguration", {});
  const settings = value?.settings.filter(({ item }) => item === "check-limits");
  const inForce: SetLimits | undefined =
    settings &&
    Object.fromEntries(
      settings.flatMap(({ subject, value: limits, changeId }) =>
        changeId !== null && isLimits(limits) ? [[subject, limits]] : [],
      ),
    );
  return { settings, inForce, problem, refetch };
}
