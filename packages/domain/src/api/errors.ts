/** The only list of refusals. */
import { accountErrors } from "../accounts/errors.ts";
import { auditErrors } from "../audit/errors.ts";
import { codeErrors } from "../codes/errors.ts";
import { collectionErrors } from "../collections/errors.ts";
import { configurationErrors } from "../configuration/errors.ts";
import type { ErrorRow } from "../core/error.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import { exportErrors } from "../exports/errors.ts";
import { paymentErrors } from "../payments/errors.ts";
import { photoErrors } from "../photos/errors.ts";
import { projectErrors } from "../projects/errors.ts";
import { registryErrors } from "../registry/errors.ts";
import { reviewErrors } from "../reviews/errors.ts";
import { schoolSystemErrors } from "../school-systems/errors.ts";
import { serviceDeskErrors } from "../service-desk/errors.ts";
import { siteDayErrors } from "../site-days/errors.ts";
import { requestErrors } from "./request-errors.ts";

export const errors = {
  ...requestErrors,
  ...accountErrors,
  ...projectErrors,
  ...codeErrors,
  ...collectionErrors,
  ...paymentErrors,
  ...photoErrors,
  ...registryErrors,
  ...exportErrors,
  ...reviewErrors,
  ...serviceDeskErrors,
  ...siteDayErrors,
  ...auditErrors,
  ...configurationErrors,
  ...schoolSystemErrors,
} as const satisfies Readonly<Record<string, ErrorRow>>;

export type ErrorCode = keyof typeof errors;

export const isErrorCode = isKeyOf(errors);

export const allErrorCodes: readonly ErrorCode[] = Object.keys(errors).filter(isErrorCode);
