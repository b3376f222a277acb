/** The project of the students that e2e adds, and an on-site day that an operator opens for it. */
import { beijingDay } from "@gradphoto/domain";
import { type PersonClient, take } from "./client.ts";

export interface OpenSiteDay {
  /** Path and token of the page for the helpers' phones. */
  readonly shootingPath: string;
  /** Path and token of the page for the corridor. */
  readonly queuePath: string;
  readonly shootingToken: string;
}

export const today = (): string => beijingDay(Date.now());

/** Returns the project of the students that e2e adds, with its terms. */
export async function usualProject(operator: PersonClient) {
  const query = {
    schoolCode: "10559",
    category: "bachelor",
    graduationYear: new Date().getUTCFullYear(),
    limit: 10,
  } as const;
  const [project] = (await take(operator.call("listProjects", { query }))).projects;
  if (!project) throw new Error("The usual students have no project");
  return project;
}

export const usualProjectId = async (operator: PersonClient): Promise<string> =>
  (await usualProject(operator)).projectId;

const pathAndHashOf = (url: string): string => {
  const { pathname, hash } = new URL(url);
  return `${pathname}${hash}`;
};

/** Returns the token after the `#`, which browsers do not send. */
export const tokenInUrl = (url: string): string =>
  new URLSearchParams(new URL(url).hash.slice(1)).get("link") ?? "";

/** Opens a day. A day that is already open gets a new shooting link. */
export async function openSiteDay(operator: PersonClient): Promise<OpenSiteDay> {
  const params = { projectId: await usualProjectId(operator) };
  const day = today();
  const { siteDays } = await take(operator.call("listSiteDays", { params }));
  const openDay = siteDays.find((siteDay) => siteDay.day === day && siteDay.state === "open");
  const { shootingUrl, queueUrl } = await take(
    openDay
      ? operator.call("renewShootingLink", { params: { siteDayId: openDay.siteDayId } })
      : operator.call("openSiteDay", { params, body: { day } }),
  );
  return {
    shootingPath: pathAndHashOf(shootingUrl),
    queuePath: pathAndHashOf(queueUrl),
    shootingToken: tokenInUrl(shootingUrl),
  };
}
