/** Descriptions of all settings, in their order; `gradphoto settings` prints them. */
import type { Bilingual } from "@gradphoto/domain";

interface SettingText extends Bilingual {
  /** Value in a new installation. */
  readonly value?: string;
  /** Printed as a `#` comment in place of the default. */
  readonly example?: string;
}

export const settingTexts: Readonly<Record<string, SettingText>> = {
  GRADPHOTO_HOST: {
    zh: "监听地址；只给本机的 nginx 用就留 127.0.0.1，0.0.0.0 让别的机器进来",
    en: "address of the API; behind an nginx of this machine leave it, 0.0.0.0 lets other machines in",
    value: "127.0.0.1",
  },
  PORT: {
    zh: "监听端口（systemd 单元会按实例号另给），0 为任意空闲端口",
    en: "port of the API (the systemd unit sets its own), 0 for any free one",
  },
  GRADPHOTO_METRICS_PORT: {
    zh: "Prometheus 指标端口，每个进程一个（systemd 单元会按实例号另给）；不填就没有指标",
    en: "port of the metrics, one for each process (the systemd unit sets its own); none without it",
    example: "9464",
  },
  GRADPHOTO_METRICS_HOST: {
    zh: "指标监听地址，谁连得上谁就能看",
    en: "address of the metrics; everybody who can connect can read them",
  },
  GRADPHOTO_LOG_LEVEL: {
    zh: "日志级别 debug、info、warn、error",
    en: "lowest level that is logged",
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    zh: "OpenTelemetry 采集器（OTLP/HTTP），不填就没有追踪；在别的机器上必须 https",
    en: "collector of traces (OTLP/HTTP), none without it; on another machine by https",
    example: "http://127.0.0.1:4318",
  },
  GRADPHOTO_PROXIES: {
    zh: "前面有几层反向代理；少一层就会把所有人当成一个地址，多一层就能伪造地址",
    en: "number of reverse proxies; one too low and everybody has one address, one too high and addresses can be forged",
    value: "1",
  },
  GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE: {
    zh: "一个网络地址（可能是整个校园）每分钟最多几次请求，每个进程",
    en: "requests a minute of one network address, which a campus may share; for each process",
  },
  GRADPHOTO_HEIC: { zh: "off 则不收 HEIC 照片", en: "off refuses HEIC photos" },
  GRADPHOTO_DECODER_ISOLATION: {
    zh: "解码陌生照片的进程至少要怎样隔离；更弱的 namespaces、privileges、process 要在这里写明才启动",
    en: "least isolation of photo decoders; the weaker namespaces, privileges and process have to be named here",
  },
  GRADPHOTO_DRAIN_S: {
    zh: "停止前先让代理知道的秒数",
    en: "seconds between not ready and stopped, for the proxy",
    value: "5",
  },
  DATABASE_URL: {
    zh: "数据库地址（PostgreSQL 15 或更新），跨机器必须 ?sslmode=verify-full",
    en: "the database (PostgreSQL 15 or newer); on another machine with ?sslmode=verify-full",
    value: "database-url",
  },
  GRADPHOTO_MIGRATE_DATABASE_URL: {
    zh: "表的所有者的地址；只给 gradphoto migrate，由它的单元设置，别的进程读不到",
    en: "for the owner of the tables; the unit of gradphoto migrate sets it, no other process can read it",
    example: "migrate-database-url",
  },
  GRADPHOTO_LISTEN_DATABASE_URL: {
    zh: "中间有 PgBouncer（事务模式）时：数据库本身的地址，收通知用",
    en: "with PgBouncer in transaction mode: the database itself, for notifications",
    example: "listen-database-url",
  },
  GRADPHOTO_DATABASE_POOL: {
    zh: "每个进程最多几条数据库连接；全部进程合计要小于 max_connections",
    en: "database connections of one process; all processes together stay below max_connections",
  },
  GRADPHOTO_DATA_FOLDER: {
    zh: "本机数据目录，生产环境不放照片",
    en: "data folder of this machine; in production without photos",
    example: "/var/lib/gradphoto",
  },
  GRADPHOTO_SPECS: {
    zh: "自己的照片规格：放 JSON 文件的文件夹，每个规格一个文件，启动时读取",
    en: "own photo specs: a folder with one JSON file for each, read at the start",
    example: "/etc/gradphoto/specs",
  },
  GRADPHOTO_SANDBOX_URL: {
    zh: "只用于开发：沙箱，代替没有填的每个外部地址",
    en: "development only: the sandbox, in place of each outside address that is not set",
  },
  GRADPHOTO_WECHAT_URL: { zh: "微信接口", en: "WeChat", value: "https://api.weixin.qq.com" },
  GRADPHOTO_WECHAT_PAGES_URL: {
    zh: "微信网页授权",
    en: "sign-in of pages in WeChat",
    value: "https://open.weixin.qq.com",
  },
  GRADPHOTO_ISSUER_URL: { zh: "学信网采集码接口", en: "CHSI, for collection codes" },
  GRADPHOTO_REGISTRY_URL: { zh: "学信网照片上传接口", en: "CHSI, for photos" },
  GRADPHOTO_SEAL_KEYS: {
    zh: "数据库加密密钥，id:32 字节 base64，最新的在前",
    en: "encrypt names, phones and codes in the database: id:32 bytes in base64, the newest first",
  },
  GRADPHOTO_SEARCH_KEY: {
    zh: "检索密钥，32 字节 base64，换了就找不到旧数据",
    en: "makes encrypted values searchable, 32 bytes in base64; with a new one old data cannot be searched",
  },
  GRADPHOTO_WECHAT_MINI_PROGRAM: {
    zh: "小程序 appid:secret",
    en: "appid:secret of the mini-program",
  },
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: {
    zh: "公众号 appid:secret",
    en: "appid:secret of the official account",
  },
  GRADPHOTO_WECHAT_TEMPLATES: {
    zh: "订阅消息模板 template:id，逗号分隔",
    en: "template:id of each subscribe message, with commas",
  },
  GRADPHOTO_IDENTITY_PROVIDERS: {
    zh: "员工的统一身份认证（OIDC 或 CAS），JSON 列表，见 docs/operations/identity-providers.zh.md",
    en: "identity providers for staff (OIDC or CAS), a JSON list: docs/operations/identity-providers.md",
    example: "identity-providers",
  },
  GRADPHOTO_ISSUER_KEY: { zh: "采集码接口签名密钥", en: "signs requests for collection codes" },
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: {
    zh: "证件号后四位散列密钥",
    en: "hashes the last four characters as CHSI does",
  },
  GRADPHOTO_OBJECTS: {
    zh: "存照片的桶，https，例如 https://s3.example.org/photos",
    en: "bucket for pictures, by https, as https://s3.example.org/photos",
    value: "",
  },
  GRADPHOTO_OBJECT_KEYS: {
    zh: "照片加密密钥，格式同 seal-keys",
    en: "encrypt pictures; same form as the seal keys",
    value: "object-keys",
  },
  GRADPHOTO_AUDIT_KEYS: {
    zh: "审计日志密钥，id:32 字节 base64，最新的在前；换下的要留着",
    en: "keys of the audit chain, the newest first; never remove older ones",
  },
  GRADPHOTO_LINK_KEY: {
    zh: "照片地址签名密钥，32 字节 base64",
    en: "signs picture addresses, 32 bytes in base64",
  },
  GRADPHOTO_WORKERS: {
    zh: "一个 worker 同时处理几张照片，默认每核一张，最多 4",
    en: "photos that a worker makes at a time; one for each core, at most 4",
    example: "2",
  },
  GRADPHOTO_PUBLIC_URL: {
    zh: "外界访问本服务的网址，https；支付通知、短信链接与二维码都用它",
    en: "public address of the service, https; used for payment notifications, links and QR codes",
  },
  GRADPHOTO_REGISTRY_KEY: { zh: "照片上传接口签名密钥", en: "signs uploads to CHSI" },
  GRADPHOTO_SMS: { zh: "短信网关的种类", en: "type of the SMS gateway" },
  GRADPHOTO_PAY_PROVIDERS: {
    zh: "支付方式 wechat-pay,alipay；还有未结订单的不要去掉",
    en: "payment providers, with commas; never remove one with open orders",
    value: "wechat-pay",
  },
  GRADPHOTO_OPERATOR_ZH: {
    zh: "运营者名称（中文），写入条款",
    en: "name of the operator in Chinese, for the terms",
  },
  GRADPHOTO_OPERATOR_EN: { zh: "运营者名称（英文）", en: "name of the operator in English" },
  GRADPHOTO_PRIVACY_CONTACT: {
    zh: "个人信息事务联系方式：邮箱、电话或地址",
    en: "contact for personal data: a mailbox, a phone number or an address",
  },
  GRADPHOTO_SMS_URL: { zh: "短信网关地址", en: "the SMS gateway" },
  GRADPHOTO_SMS_KEY: { zh: "短信网关密钥", en: "signs requests to the SMS gateway" },
  GRADPHOTO_S3_REGION: { zh: "桶所在区域", en: "region of the bucket", example: "us-east-1" },
  GRADPHOTO_S3_KEY: { zh: "桶的访问密钥 id:secret", en: "id:secret of the bucket" },
  GRADPHOTO_WECHAT_PAY_URL: {
    zh: "微信支付接口",
    en: "WeChat Pay",
    value: "https://api.mch.weixin.qq.com",
  },
  GRADPHOTO_WECHAT_PAY_MERCHANT: {
    zh: "商户号:证书序列号",
    en: "merchant number:serial number of its certificate",
  },
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: { zh: "商户私钥 PEM", en: "private key of the merchant, PEM" },
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: {
    zh: "APIv3 密钥，32 个字符",
    en: "decrypts notifications, 32 characters",
  },
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: {
    zh: "微信支付公钥 ID",
    en: "id of WeChat Pay's public key",
  },
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: { zh: "微信支付公钥 PEM", en: "WeChat Pay's public key, PEM" },
  GRADPHOTO_ALIPAY_URL: {
    zh: "支付宝网关，不用支付宝就不填",
    en: "gateway of Alipay, where it is used",
    example: "https://openapi.alipay.com/gateway.do",
  },
  GRADPHOTO_ALIPAY_APP: {
    zh: "支付宝 app id:seller id",
    en: "app id:seller id of Alipay",
    example: "",
  },
  GRADPHOTO_ALIPAY_PRIVATE_KEY: {
    zh: "支付宝应用私钥 PEM",
    en: "private key of the app, PEM (RSA2)",
    example: "alipay-private-key",
  },
  GRADPHOTO_ALIPAY_PUBLIC_KEY: {
    zh: "支付宝公钥 PEM",
    en: "Alipay's public key, PEM",
    example: "alipay-public-key",
  },
};
