/** The configuration as it is before operators set anything, with other values for a test. */
import { createConfiguration } from "../core/configuration/read-configuration.ts";

export const configured = createConfiguration;
