/** `npm run e2e -- console`: staff sign in, and reviewers of every kind decide at real desks. */
import { identityFlows } from "./flows/identities.ts";
import { ownDecisionFlows } from "./flows/own-decisions.ts";
import { qualityFigureFlows } from "./flows/quality-figures.ts";
import { recallFlows } from "./flows/recall.ts";
import { reviewDeskFlows } from "./flows/review-desk.ts";
import { reviewHandFlows } from "./flows/review-hands.ts";
import { reviewLookFlows } from "./flows/review-looks.ts";
import { reviewQueueFlows } from "./flows/review-queue.ts";
import { reviewReasonFlows } from "./flows/review-reasons.ts";
import { reviewSheetFlows } from "./flows/review-sheet.ts";
import { reviewUndoFlows } from "./flows/review-undo.ts";
import { reviewFlows } from "./flows/reviews.ts";
import { staffFlows } from "./flows/staff.ts";
import { walkFlows } from "./walk-flows.ts";

walkFlows("e2e-console", [
  ...staffFlows,
  ...identityFlows,
  ...reviewFlows,
  ...reviewDeskFlows,
  ...reviewReasonFlows,
  ...reviewLookFlows,
  ...reviewHandFlows,
  ...reviewUndoFlows,
  ...reviewSheetFlows,
  ...reviewQueueFlows,
  ...ownDecisionFlows,
  ...recallFlows,
  ...qualityFigureFlows,
]);
