/** What production may not be started with. */
import { demoStaffDefaults, developmentDefaults, usualSandbox } from "./development.ts";
import { type Environment, undoWithinS } from "./environment.ts";

/** What development may use and production may not: our own defaults, and the sandbox's kind of address. */
export function productionFaults(env: Environment): readonly string[] {
  const database = env.DATABASE_URL === undefined ? ["DATABASE_URL must be set in production"] : [];
  const sandbox = env.GRADPHOTO_SANDBOX_URL === undefined ? [] : ["GRADPHOTO_SANDBOX_URL has no place in production"];
  const settings = Object.entries(developmentDefaults(usualSandbox));
  const defaults = settings
    .filter(([name, value]) => env[name]?.replaceAll("\\n", "\n").trim() === value.trim())
    .map(([name]) => `${name} must not be the one of development`);
  const addresses = settings
    .filter(([name]) => name.endsWith("_URL") && env[name] !== undefined && !isPublicHttps(env[name]))
    .map(([name]) => `${name} must be https, and of no sandbox, in production`);
  const sandboxSecrets = settings
    .filter(([name, value]) => value.includes("sandbox") && !name.endsWith("_URL") && env[name]?.includes("sandbox"))
    .map(([name]) => `${name} must not be a secret of the sandbox`);
  const demoStaff = Object.keys(demoStaffDefaults)
    .filter((name) => env[name] !== undefined)
    .map((name) => `${name} must not be set in production`);
  const tooSoon =
    Number(env.GRADPHOTO_UPLOAD_AFTER_S ?? undoWithinS) < undoWithinS
      ? [`GRADPHOTO_UPLOAD_AFTER_S must leave the ${undoWithinS} seconds in which an approval may be undone`]
      : [];
  return [...database, ...sandbox, ...defaults, ...addresses, ...sandboxSecrets, ...demoStaff, ...tooSoon];
}

function isPublicHttps(address: string): boolean {
  if (!URL.canParse(address)) return true; // Told already.
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && !/^(localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$|sandbox/.test(hostname);
}
