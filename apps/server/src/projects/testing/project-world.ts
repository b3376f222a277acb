/** Two schools with an administrator each, an operator, and a project per year. */
import type { StoredPhotoSpec } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { openAttemptWorld } from "../../collections/testing/attempt-world.ts";
import { createConfiguration } from "../../core/configuration/read-configuration.ts";
import { openLettering } from "../../infra/lettering/lettering.ts";
import { createHttpWechat } from "../../infra/wechat/http-wechat.ts";
import { accepted, staffCall } from "../../testing/calls.ts";
import { openTestDatabase, startSandbox } from "../../testing/resources.ts";
import { projectHandlers } from "../routes.ts";

export const terms = routeDefinitions.changeProject.body.omit({ version: true }).parse({
  category: "bachelor",
  graduationYear: 2027,
  feeFen: 2500,
  opensAt: "2027-02-28T16:00:00Z",
  closesAt: "2027-06-30T16:00:00Z",
  specId: "chsi-blue",
  fileMinBytes: 20 * 1024,
  fileMaxBytes: 40 * 1024,
  albumAllowed: true,
  tryBeforePay: false,
  sheetReview: false,
  photoMaxAgeDays: 365,
  attemptsLimit: 5,
  reviewDays: 2,
  retentionDays: 365,
  refundRule: "until-submitted",
  hotline: "000-0000-0003",
  notice: "",
  clothing: "白衬衫",
  printCaption: "测试",
  imageCheckBy: null,
});

export async function openProjectWorld() {
  const { db, pool } = await openTestDatabase();
  const world = openAttemptWorld(db);
  const sandbox = await startSandbox();
  const { miniProgram, officialAccount } = sandbox.settings.wechat;
  const reach = { baseUrl: sandbox.url, officialAccount, timeoutMs: 8000, warn: () => {} };
  const wechat = createHttpWechat({ ...reach, miniProgram });
  const specFiles: { specs: readonly StoredPhotoSpec[]; readonly faults: [] } = {
    specs: [],
    faults: [],
  };
  const deps = {
    ...world.deps,
    specFiles,
    wechat,
    lettering: openLettering(),
    publicUrl: "https://photo.test",
    appid: miniProgram.appid,
    configuration: createConfiguration({
      "reminder-messages": 1000,
      "reminder-hours": { from: 9, until: 21 },
    }),
  };
  const handlers = projectHandlers(deps);
  await world.addSchool();
  await world.addSchool({ code: "10558", name: "中山大学" });
  const admin = staffCall(await world.addStaff("school-admin", "10559"), "school-admin", "10559");
  const other = staffCall(await world.addStaff("school-admin", "10558"), "school-admin", "10558");
  const operator = staffCall(await world.addStaff("operator"), "operator");

  let year = 2030;
  /** Creates a project. Years advance in steps of two, so that the year after each project is free. */
  const create = async (fields: object = {}) => {
    const graduationYear = year;
    year += 2;
    return accepted(
      await handlers.createProject(
        { body: { ...terms, schoolCode: "10559", graduationYear, ...fields } },
        admin,
      ),
    );
  };
  const params = (projectId: string) => ({ params: { projectId } });
  /** Changes a project with the version that was just read. */
  const change = async (projectId: string, changed: typeof terms, call = admin) => {
    const { version } = accepted(await handlers.readProject(params(projectId), call));
    return handlers.changeProject({ ...params(projectId), body: { ...changed, version } }, call);
  };

  return {
    db,
    pool,
    world,
    sandbox,
    deps,
    specFiles,
    handlers,
    admin,
    other,
    operator,
    create,
    params,
    change,
  };
}
