/** `npm run e2e -- console-work`: schools, service, finance, operators and auditors do their day's work at real desks. */
import { auditFlows } from "./flows/audit.ts";
import { bellFlows } from "./flows/bell.ts";
import { configurationFlows } from "./flows/configuration.ts";
import { departmentFlows } from "./flows/departments.ts";
import { expectedFlows } from "./flows/expected.ts";
import { exportFlows } from "./flows/exports.ts";
import { finderFlows } from "./flows/finder.ts";
import { healthFlows } from "./flows/health.ts";
import { homeFlows } from "./flows/home.ts";
import { incomeFlows } from "./flows/income.ts";
import { limitFlows } from "./flows/limits.ts";
import { messageWordsFlows } from "./flows/message-words.ts";
import { narrowDeskFlows } from "./flows/narrow-desk.ts";
import { newProjectFlows } from "./flows/new-project.ts";
import { openingFlows } from "./flows/opening-pages.ts";
import { paymentFlows } from "./flows/payments.ts";
import { photoFlows } from "./flows/photos.ts";
import { postFlows } from "./flows/posts.ts";
import { projectFlows } from "./flows/projects.ts";
import { reminderFlows } from "./flows/reminders.ts";
import { roleFlows } from "./flows/roles.ts";
import { schoolFlows } from "./flows/schools.ts";
import { serviceCallerFlows } from "./flows/service-callers.ts";
import { serviceCaseFlows } from "./flows/service-cases.ts";
import { serviceDeskFlows } from "./flows/service-desk.ts";
import { serviceDeskActFlows } from "./flows/service-desk-acts.ts";
import { setUpFlows } from "./flows/set-up.ts";
import { siteDayFlows } from "./flows/site-days.ts";
import { specFlows } from "./flows/specs.ts";
import { walkFlows } from "./walk-flows.ts";

walkFlows("e2e-console-work", [
  ...projectFlows,
  ...newProjectFlows,
  ...siteDayFlows,
  ...limitFlows,
  ...specFlows,
  ...configurationFlows,
  ...messageWordsFlows,
  ...finderFlows,
  ...homeFlows,
  ...bellFlows,
  ...schoolFlows,
  ...expectedFlows,
  ...departmentFlows,
  ...reminderFlows,
  ...exportFlows,
  ...serviceCallerFlows,
  ...serviceCaseFlows,
  ...serviceDeskFlows,
  ...serviceDeskActFlows,
  ...paymentFlows,
  ...incomeFlows,
  ...narrowDeskFlows,
  ...photoFlows,
  ...healthFlows,
  ...setUpFlows,
  ...auditFlows,
  ...postFlows,
  ...roleFlows,
  ...openingFlows,
]);
