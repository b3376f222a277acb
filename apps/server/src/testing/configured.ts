/** The configuration as the environment of development gives it, with other values for a test. */
import type { InitialConfiguration } from "@gradphoto/domain";
import { type Configuration, createConfiguration } from "../core/configuration/read-configuration.ts";
import { readServiceConfig } from "../service-config.ts";

export const configured = (values: Partial<InitialConfiguration> = {}): Configuration =>
  createConfiguration({ ...readServiceConfig({}).config.initialConfiguration, ...values });
