/** `gradphoto settings`: prints every setting with its default, as a template for a new installation. */
import { allSettings, environment } from "../settings/environment.ts";
import { fileOf, fileSettings } from "../settings/secret-files.ts";
import { settingTexts } from "../settings/setting-texts.ts";

const head = `# GradPhoto 生产环境设置，由 gradphoto settings 打印：复制为 /etc/gradphoto/gradphoto.env，填好空着的各行；带 # 的各行是默认值。
# Settings of production, printed by gradphoto settings: copy to /etc/gradphoto/gradphoto.env and fill in each empty line; a line with # is the default.
# 密钥各放一个文件，在 /etc/gradphoto/secrets，chmod 600，由 systemd 读入；也可写绝对路径，或去掉 _FILE 直接写值。
# Secrets are files in /etc/gradphoto/secrets, which systemd reads; an absolute path works too, and without _FILE the value itself.
NODE_ENV=production
# 自建 CA 的证书；公开的 CA 不用填 · certificate of a private CA; none for a public one
#NODE_EXTRA_CA_CERTS=/etc/gradphoto/tls/ca.pem
`;

/** Defaults of optional settings; empty when a setting has none. */
const defaults: ReadonlyMap<string, string> = new Map(
  Object.entries(environment.shape).flatMap(([name, field]) => {
    const { success, data } = field.safeParse(undefined);
    return success ? [[name, data === undefined ? "" : String(data)] as const] : [];
  }),
);

function linesOf(name: string): string {
  const text = settingTexts[name];
  if (!text) throw new Error(`${name} has no text in setting-texts.ts`);
  const isFile = fileSettings.includes(name);
  const content =
    text.value ?? text.example ?? (isFile ? fileOf(name) : (defaults.get(name) ?? ""));
  const isComment = text.value === undefined && (text.example !== undefined || defaults.has(name));
  return `# ${text.zh} · ${text.en}\n${isComment ? "#" : ""}${name}${isFile ? "_FILE" : ""}=${content}\n`;
}

export const settingsPage = (): string => head + allSettings.map(linesOf).join("");

if (import.meta.main) process.stdout.write(settingsPage());
