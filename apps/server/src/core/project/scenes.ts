/** Scene parameter of a mini-program code: identifies a project or school within WeChat's 32 characters. */

export type Scene = { readonly projectId: string } | { readonly schoolCode: string };

export const sceneOf = (scene: Scene): string =>
  "projectId" in scene
    ? `p=${Buffer.from(scene.projectId.replaceAll("-", ""), "hex").toString("base64url")}`
    : `s=${scene.schoolCode}`;

/** null for a scene that this service did not create. */
export function readScene(text: string): Scene | null {
  const [, schoolCode] = /^s=(\d{5})$/.exec(text) ?? [];
  if (schoolCode !== undefined) return { schoolCode };
  // 16 bytes in base64url.
  const [, short] = /^p=([A-Za-z0-9_-]{21}[AQgw])$/.exec(text) ?? [];
  if (short === undefined) return null;
  const hex = Buffer.from(short, "base64url").toString("hex");
  return { projectId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") };
}
