/** Refusals about photos. */
import { error } from "../core/error.ts";

export const photoErrors = {
  "photo-missing": error(
    400,
    "没有收到照片，请重新选择后上传。",
    "No photo arrived. Please choose one and upload again.",
  ),
  "photo-too-large": error(
    413,
    "照片超过 {maxMegabytes} MB，请重新拍摄或选择较小的照片。",
    "The photo is larger than {maxMegabytes} MB. Please take it again or choose a smaller one.",
  ),
  "photo-wrong-type": error(
    415,
    "不支持这种文件，请上传 JPEG、PNG、WebP 或 HEIC 照片。",
    "This kind of file cannot be used. Please upload a JPEG, PNG, WebP or HEIC photo.",
  ),
  "photo-broken": error(
    422,
    "照片文件已损坏，无法打开。请重新拍摄后上传。",
    "The photo file is damaged and cannot be opened. Please take it again and upload.",
  ),
  "photo-too-small": error(
    422,
    "照片只有 {width}×{height} 像素，至少需要 {minWidth}×{minHeight}。请用手机原图上传。",
    "The photo has {width}×{height} pixels; {minWidth}×{minHeight} are needed. Please upload the phone's original.",
  ),
  "photo-too-many-pixels": error(
    422,
    "照片有 {megapixels} 百万像素，最多 {maxMegapixels} 百万。请用手机的普通拍照模式重拍，或缩小后再上传。",
    "The photo has {megapixels} megapixels; {maxMegapixels} are allowed. Please take it in the phone's usual mode, or make it smaller and upload again.",
  ),
  "photo-not-approved": error(
    409,
    "照片审核通过后才能下载，现在可以先预览。",
    "The photo can be downloaded once it is approved; until then you can look at it here.",
  ),
  "paper-too-small": error(
    409,
    "照片比这种相纸还大，请选更大的纸。",
    "The photo is larger than this paper. Please choose a larger one.",
  ),
  "photo-link-expired": error(
    403,
    "照片链接已过期，请刷新页面后再看。",
    "The link to the photo has expired. Please refresh the page.",
  ),
  "picture-being-made": error(
    503,
    "照片正在处理，请 {retryAfterS} 秒后再看。",
    "The picture is still being prepared. Please look again in {retryAfterS} seconds.",
  ),
  "photo-deleted": error(
    410,
    "照片已过保存期限并已删除。如需帮助，请联系客服。",
    "The photo was deleted at the end of its retention period. If you need help, please contact customer service.",
  ),
  "upload-incomplete": error(
    400,
    "上传中断，照片没有收全。请检查网络后重新上传。",
    "The upload broke off before the whole photo arrived. Please check the connection and upload again.",
  ),
  "upload-too-slow": error(
    408,
    "上传太慢，已中断，照片没有收全。请换到信号好的地方或连接 Wi-Fi 后重新上传。",
    "The upload came too slowly and was ended before the whole photo arrived. Please upload again where the signal is better, or over Wi-Fi.",
  ),
  "album-not-allowed": error(
    403,
    "本项目要求现场拍摄，不能从相册选取。请使用拍照。",
    "This project asks for a photo taken now, not from the album. Please use the camera.",
  ),
  "attempts-used-up": error(
    409,
    "拍摄次数已用完（共 {limit} 次）。请从已完成的照片中选择提交，或联系客服。",
    "All {limit} attempts are used. Please submit one of the standard photos, or contact customer service.",
  ),
  "attempt-not-made": error(
    409,
    "这张照片还没有制作好的标准照，不能提交。请选择另一张或重新拍摄。",
    "There is no standard photo of this attempt to submit. Please choose another or take it again.",
  ),
  "helper-link-ended": error(
    410,
    "帮拍链接已使用或已过期，请让同学重新发一个。",
    "The helper link was used or has expired. Please ask the student for a new one.",
  ),
  "consent-outdated": error(
    409,
    "说明内容已更新，请刷新页面，阅读后重新同意。",
    "The wording has changed. Please refresh the page, read it and agree again.",
  ),
} as const;
