/** Texts of the health page and the doctor for a database that refuses writes. */
import type { Bilingual } from "@gradphoto/domain";
import type { WriteState } from "../../infra/db/write-state.ts";

/** The finding, and the recommended action. */
export const refusedWrites: Readonly<
  Record<Exclude<WriteState, "ok">, readonly [Bilingual, Bilingual]>
> = {
  "disk-full": [
    {
      zh: "数据库的磁盘满了，什么都存不进去",
      en: "The disk of the database is full: nothing can be saved",
    },
    {
      zh: "扩大或清理数据库所在的磁盘，不要删 WAL；有了空间自己恢复",
      en: "Enlarge or clear the disk of the database, but delete no WAL; with room it recovers by itself",
    },
  ],
  failing: [
    { zh: "数据库不接受写入", en: "The database takes no writes" },
    {
      zh: "它可能是只读的备库，或正在恢复：查看数据库的日志",
      en: "It may be a read-only standby, or in recovery: read its log",
    },
  ],
};
