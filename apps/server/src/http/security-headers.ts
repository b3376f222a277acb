/** Headers of every response. */
import { contractVersion, contractVersionHeader } from "@gradphoto/domain";

/** Pages use the camera for photos and codes, and no other device feature. */
const permissions = [
  "camera=(self)",
  ...["accelerometer", "bluetooth", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone"]
    .concat(["midi", "payment", "serial", "usb"])
    .map((feature) => `${feature}=()`),
].join(", ");

/** Responses are data by default; pages set their own policies. */
export const securityHeaders: Readonly<Record<string, string>> = {
  [contractVersionHeader]: String(contractVersion),
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": permissions,
  "cross-origin-resource-policy": "same-origin",
  "strict-transport-security": "max-age=31536000",
  "cache-control": "no-store",
};
