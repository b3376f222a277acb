/** Default configuration, before operators have set anything. A test may replace values. */
import { createConfiguration } from "../core/configuration/read-configuration.ts";

export const configured = createConfiguration;
