/** `write-install-files.ts <folder>`: manifest and icons with which a phone installs the built student app. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brand } from "@gradphoto/domain";
import sharp from "sharp";

/** Sizes that Android and iOS use, in pixels. */
const iconSizesPx = [180, 192, 512];
/** Part of the icon's height that the mark takes, so that a round cut leaves it complete. */
const markShare = 0.6;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Which folder? write-install-files.ts <folder>");
const icons = join(folder, "static");
mkdirSync(icons, { recursive: true });
for (const sizePx of iconSizesPx) {
  const mark = await sharp(join(icons, "mark.svg"), { density: 1200 })
    .resize({ height: Math.round(markShare * sizePx) })
    .toBuffer();
  await sharp({ create: { width: sizePx, height: sizePx, channels: 3, background: "white" } })
    .composite([{ input: mark }])
    .png()
    .toFile(join(icons, `icon-${sizePx}.png`));
}
// Addresses are relative to the manifest, wherever the app is served.
const manifest = {
  name: `${brand.zh} ${brand.en}`,
  short_name: brand.zh,
  lang: "zh-CN",
  start_url: ".",
  display: "standalone",
  background_color: "#ffffff",
  icons: iconSizesPx.map((sizePx) => ({
    src: `static/icon-${sizePx}.png`,
    sizes: `${sizePx}x${sizePx}`,
    purpose: "any maskable",
  })),
  shortcuts: [{ name: "检查照片", url: "pages/try/index" }],
};
writeFileSync(join(folder, "manifest.webmanifest"), JSON.stringify(manifest));
