/** Common parts of programs that people run by hand: usage, settings, a database, and readable errors. */
import { type DatabaseSource, type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { readServiceConfig } from "../settings/service-config.ts";

/** Prints the requested output, and nothing else. */
export interface Output {
  readonly print: (words: string) => void;
  readonly warn: (words: string) => void;
}

export const terminal: Output = {
  print: (words) => process.stdout.write(`${words}\n`),
  warn: (words) => process.stderr.write(`${words}\n`),
};

type Environment = Readonly<Record<string, string | undefined>>;
type Service = ReturnType<typeof readServiceConfig>;

/** Runs a program by hand and returns the exit code. */
type ByHand = (args: readonly string[], env: Environment, printer: Output) => Promise<number>;

interface Program<Options> {
  readonly usage: string;
  /** Parses the arguments. null or an exception means a usage error. */
  readonly readOptions: (args: string[]) => Options | null;
  /** Exit code when `work` throws. */
  readonly failed: number;
  readonly work: (options: Options, service: Service, printer: Output) => Promise<number>;
}

const wrongUsage = 64;

export const defineCommand =
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

/** Number of connections, because few are free while the service runs. */
const connections = 2;

/** Opens a database for the duration of a callback. */
export async function withDatabase<Value>(
  source: DatabaseSource,
  warn: Output["warn"],
  use: (database: OpenDatabase) => Promise<Value>,
): Promise<Value> {
  const database = openDatabase({ ...source, connections }, { warn });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}
