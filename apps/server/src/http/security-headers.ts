/** Headers that every answer carries. */
import { contractVersion, contractVersionHeader } from "@gradphoto/domain";

/** A page of ours takes photos and reads codes by the camera, and needs nothing else of a device. */
const permissions = [
  "camera=(self)",
  ...["accelerometer", "bluetooth", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone"]
    .concat(["midi", "payment", "serial", "usb"])
    .map((feature) => `${feature}=()`),
].join(", ");

/** Answers are data; pages set policies of their own. */
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
