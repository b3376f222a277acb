/** Names the run's database folder before the first test; clears away what killed runs left, and leaves nothing behind after the last. */
import { postgresFolder, removePostgresOf } from "./postgres-folder.ts";

export default async function setUp(): Promise<() => Promise<void>> {
  await removePostgresOf(process.pid);
  process.env.GRADPHOTO_TEST_POSTGRES = postgresFolder(process.pid);
  return () => removePostgresOf(process.pid);
}
