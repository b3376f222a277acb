/** Direct entries for students to a project or its school: links, and mini-program codes that WeChat generates. */
import { educationCategories, studentPageFile, studentPagePath } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { type Call, type FileAnswer, type Refusal, refuse } from "../core/call.ts";
import { type Scene, sceneOf } from "../core/project/present-project.ts";
import type { ProjectDeps } from "./deps.ts";
import { findProject } from "./staff-project-rows.ts";

export async function readProjectEntries(
  { db, publicUrl }: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<RouteAnswer<"readProjectEntries"> | Refusal<"not-found">> {
  const own = await findProject(db, projectId, call);
  if (!own) return refuse("not-found", {});
  const linkOf = (scene: Scene) =>
    `${publicUrl}/${studentPagePath("start", { scene: sceneOf(scene) })}`;
  return {
    projectLink: linkOf({ projectId }),
    schoolLink: linkOf({ schoolCode: own.school.code }),
  };
}

export async function downloadMiniProgramCode(
  { db, wechat }: ProjectDeps,
  { params: { projectId }, query }: ParsedInput<"downloadMiniProgramCode">,
  call: Call,
): Promise<FileAnswer | Refusal> {
  const own = await findProject(db, projectId, call);
  if (!own) return refuse("not-found", {});
  const { school, project } = own;
  const scene =
    query.of === "project" ? sceneOf({ projectId }) : sceneOf({ schoolCode: school.code });
  const code = await wechat.miniProgramCode({ scene, page: studentPageFile("start") });
  if (!code.ok) return refuse("wechat-unavailable", {});
  const { bytes, mediaType } = code.value;
  const of =
    query.of === "project"
      ? `${school.name}-${educationCategories[project.educationCategory].zh}-${project.graduationYear}`
      : school.name;
  return {
    bytes,
    mediaType,
    fileName: `小程序码-${of}.${mediaType === "image/png" ? "png" : "jpg"}`,
  };
}
