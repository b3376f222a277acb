/**
 * List of the service's programs, each a file of this folder: `node apps/server/src/programs/<name>.ts` in a checkout,
 * `gradphoto <name>` in a release.
 */
export const programs = {
  api: "接口与网页 / the API and the web pages",
  worker: "照片处理与定时工作 / makes the photos and does the periodic work",
  migrate: "升级数据库，每次发布一次 / brings the database to the newest shape, once per release",
  settings: "列出每个设置与默认值 / lists every setting with its default",
  keys: "生成各个密钥 / makes the keys",
  "first-operator": "建立头两位运营管理员 / creates the first two operators",
  "check-objects":
    "对照数据库检查每张照片在不在、对不对 / compares every stored picture with the database",
  "audit-check": "检查审计日志没有被改过 / proves that nobody changed the audit log",
  "archive-audit":
    "把审计日志的往年移到对象存储 / moves finished years of the audit log to the object store",
  concerned:
    "列出一段时间里谁的资料被看过、取走 / lists whose data were seen or taken, for telling them of a leak",
  rekey: "把照片和密文换到最新的密钥 / brings pictures and sealed data under the newest keys",
  doctor: "检查安装并说明怎样修好 / checks the installation and explains how to fix it",
};
