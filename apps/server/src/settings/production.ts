/** What production may not be started with. */
import { demoStaffDefaults, developmentDefaults, usualSandbox } from "./development.ts";
import { type Environment, undoWithinS } from "./environment.ts";

/** What development may use and production may not: our own defaults, and the sandbox's kind of address. */
export function productionFaults(given: Environment): readonly string[] {
  const database = given.DATABASE_URL === undefined ? ["DATABASE_URL must be set in production"] : [];
  const sandbox = given.GRADPHOTO_SANDBOX_URL === undefined ? [] : ["GRADPHOTO_SANDBOX_URL has no place in production"];
  const defaults = Object.entries(developmentDefaults(usualSandbox))
    .filter(([name, value]) => given[name]?.replaceAll("\\n", "\n").trim() === value.trim())
    .map(([name]) => `${name} must not be the one of development`);
  const addresses = [
    "GRADPHOTO_WECHAT_URL",
    "GRADPHOTO_WECHAT_PAGES_URL",
    "GRADPHOTO_SMS_URL",
    "GRADPHOTO_ISSUER_URL",
    "GRADPHOTO_WECHAT_PAY_URL",
    "GRADPHOTO_REGISTRY_URL",
    "GRADPHOTO_PUBLIC_URL",
  ]
    .filter((name) => given[name] !== undefined && !isPublicHttps(given[name]))
    .map((name) => `${name} must be https, and of no sandbox, in production`);
  const sandboxSecrets = [
    "GRADPHOTO_WECHAT_MINI_PROGRAM",
    "GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT",
    "GRADPHOTO_SMS_KEY",
    "GRADPHOTO_ISSUER_KEY",
    "GRADPHOTO_ISSUER_LAST_FOUR_KEY",
    "GRADPHOTO_WECHAT_PAY_API_V3_KEY",
    "GRADPHOTO_REGISTRY_KEY",
  ]
    .filter((name) => given[name]?.includes("sandbox"))
    .map((name) => `${name} must not be a secret of the sandbox`);
  const demoStaff = Object.keys(demoStaffDefaults)
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name} must not be set in production`);
  const tooSoon =
    Number(given.GRADPHOTO_UPLOAD_AFTER_S ?? undoWithinS) < undoWithinS
      ? [`GRADPHOTO_UPLOAD_AFTER_S must leave the ${undoWithinS} seconds in which an approval may be undone`]
      : [];
  return [...database, ...sandbox, ...defaults, ...addresses, ...sandboxSecrets, ...demoStaff, ...tooSoon];
}

function isPublicHttps(address: string): boolean {
  if (!URL.canParse(address)) return true; // Told already.
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && !/^(localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$|sandbox/.test(hostname);
}
