/** What programs that people run by hand have in common: usage, settings, a database, and words in place of a fault. */
import { type DatabaseSource, type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { readServiceConfig } from "../settings/service-config.ts";

/** `say`: what was asked for, and nothing else. */
export interface Says {
  readonly say: (words: string) => void;
  readonly warn: (words: string) => void;
}

export const terminal: Says = {
  say: (words) => process.stdout.write(`${words}\n`),
  warn: (words) => process.stderr.write(`${words}\n`),
};

type Environment = Readonly<Record<string, string | undefined>>;
type Service = ReturnType<typeof readServiceConfig>;

/** Answers with the exit code. */
type ByHand = (args: readonly string[], env: Environment, printer: Says) => Promise<number>;

interface Program<Options> {
  readonly usage: string;
  /** Null or a throw: asked wrongly. */
  readonly readOptions: (args: string[]) => Options | null;
  /** The exit code where `work` throws. */
  readonly failed: number;
  readonly work: (options: Options, service: Service, printer: Says) => Promise<number>;
}

const wrongUsage = 64;

export const byHand =
  <Options>({ usage, readOptions, failed, work }: Program<Options>): ByHand =>
  async (args, env, printer) => {
    const options = orNull(() => readOptions([...args]));
    if (options === null) {
      printer.warn(usage);
      return wrongUsage;
    }
    try {
      return await work(options, readServiceConfig(env), printer);
    } catch (error) {
      printer.warn(error instanceof Error ? error.message : String(error));
      return failed;
    }
  };

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Beside a running service few connections are free. */
const connections = 2;

/** A database, for as long as it is used. */
export async function withDatabase<Value>(
  source: DatabaseSource,
  warn: Says["warn"],
  use: (database: OpenDatabase) => Promise<Value>,
): Promise<Value> {
  const database = openDatabase({ ...source, connections }, { warn });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}
