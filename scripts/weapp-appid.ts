/** Writes GRADPHOTO_WEAPP_APPID into the built mini-program; without it, the visitor appid for trials remains. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./ensure-installed.mjs";

const appid = process.env.GRADPHOTO_WEAPP_APPID;
const file = join(root, "apps", "student", "dist", "weapp", "project.config.json");
if (appid !== undefined) {
  if (!/^wx[0-9a-f]{16}$/.test(appid)) {
    process.stderr.write(
      "GRADPHOTO_WEAPP_APPID: wx 加 16 位十六进制字符 / wx and 16 hexadecimal characters\n",
    );
    process.exit(1);
  }
  writeFileSync(
    file,
    `${JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), appid }, null, 2)}\n`,
  );
}
