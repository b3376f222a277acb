/** An on-site day of the demo that is under way, with students in the queue. */
import { randomUUID } from "node:crypto";
import { beijingDay } from "@gradphoto/domain";
import { openClient, take } from "../../../../../e2e/people/client.ts";
import { tokenInUrl } from "../../../../../e2e/people/site-day.ts";
import type { History } from "./history.ts";

const ticketCount = 8;
const calledCount = 3;

export async function openDemoSiteDay({ service, staffOf, clock }: History): Promise<void> {
  const school = await staffOf("school-admin");
  const { projects } = await take(school.call("listProjects", { query: { limit: 50 } }));
  const project = projects.find(
    ({ categoryLabel, state }) => state === "open" && categoryLabel.zh === "普通本科",
  );
  if (!project) throw new Error("The school has no open project");
  const day = beijingDay(clock.now());
  const { shootingUrl, queueUrl } = await take(
    school.call("openSiteDay", { params: { projectId: project.projectId }, body: { day } }),
  );
  const anybody = openClient(service.url);
  for (let number = 0; number < ticketCount; number++) {
    const ticket = { token: tokenInUrl(queueUrl), ticketKey: randomUUID() };
    await take(anybody.call("takeTicket", { body: ticket }));
  }
  for (let number = 0; number < calledCount; number++) {
    clock.advance(1);
    const call = { token: tokenInUrl(shootingUrl), callKey: randomUUID() };
    await take(anybody.call("callNextTicket", { body: call }));
  }
}
