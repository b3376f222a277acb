/** Names the run's database folder before the first test, removes folders of killed runs, and cleans up after the last. */
import { postgresFolder, removePostgresOf } from "./databases.ts";

export default async function setUp(): Promise<() => Promise<void>> {
  await removePostgresOf(process.pid);
  process.env.GRADPHOTO_TEST_POSTGRES = postgresFolder(process.pid);
  return () => removePostgresOf(process.pid);
}
