/** The one list of attacks on the running product, in the order they are tried; what a test of the server can try is tried there. */
import type { Attack } from "./attack-kinds.ts";
import { auditAttacks } from "./attacks/audit-log.ts";
import { containerAttacks } from "./attacks/containers.ts";
import { decoderAttacks } from "./attacks/decoders.ts";
import { floodAttacks } from "./attacks/floods.ts";
import { fourEyesAttacks } from "./attacks/four-eyes.ts";
import { headerAttacks } from "./attacks/headers.ts";
import { lockAttacks } from "./attacks/locks.ts";
import { machineAttacks } from "./attacks/machine.ts";
import { moneyAttacks } from "./attacks/money.ts";
import { productionAttacks } from "./attacks/production.ts";
import { requestAttacks } from "./attacks/requests.ts";
import { sessionAttacks } from "./attacks/sessions.ts";
import { storedPhotoAttacks } from "./attacks/stored-photos.ts";
import { uploadAttacks } from "./attacks/uploads.ts";

export const allAttacks: readonly Attack[] = [
  ...containerAttacks,
  ...floodAttacks,
  ...uploadAttacks,
  ...lockAttacks,
  ...sessionAttacks,
  ...headerAttacks,
  ...requestAttacks,
  ...storedPhotoAttacks,
  ...decoderAttacks,
  ...auditAttacks,
  ...moneyAttacks,
  ...fourEyesAttacks,
  ...productionAttacks,
  ...machineAttacks,
];
