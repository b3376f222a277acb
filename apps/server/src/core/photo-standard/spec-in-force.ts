/**
 * Spec by which a collection's photos are made and checked: its stored copy with the limits that operators have set.
 */
import { type PhotoSpec, withSetLimits } from "@gradphoto/domain";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { readSetLimits } from "../configuration/read-configuration.ts";

export const specInForce = async (from: Database | Transaction, stored: PhotoSpec): Promise<PhotoSpec> =>
  withSetLimits(stored, await readSetLimits(from));
