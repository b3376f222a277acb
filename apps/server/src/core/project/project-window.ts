/** Checks that a project accepts new students now. */
import { projectStateAt } from "@gradphoto/domain";
import { isNotNull } from "drizzle-orm";
import { projects } from "../../infra/db/schema/index.ts";
import { type Refusal, refuse } from "../call.ts";

interface ProjectWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** Drafts are visible only in the console. */
export const isConfirmed = isNotNull(projects.confirmedAt);

/** null while the window is open. */
export function windowRefusal(
  { opensAt, closesAt }: ProjectWindow,
  now: Date,
): Refusal<"project-not-open"> | Refusal<"project-closed"> | null {
  const state = projectStateAt(now, { opensAt, closesAt });
  if (state === "upcoming") return refuse("project-not-open", { opensAt: opensAt.toISOString() });
  if (state === "closed") return refuse("project-closed", { closesAt: closesAt.toISOString() });
  return null;
}
