/** Refusals about exports. */
import { error } from "../core/error.ts";

export const exportErrors = {
  "export-not-allowed": error(
    403,
    "您的岗位不能导出这份内容，或它没有这种格式。请重新选择。",
    "Your role may not export this, or not in this format. Please choose again.",
  ),
  "export-filter-unfitting": error(
    422,
    "筛选条件缺少或不适用于这份导出，请核对后重试。",
    "A filter is missing or does not fit this export. Please check and try again.",
  ),
  "export-empty": error(
    409,
    "还没有可以导出的证照，采集完成后再来。",
    "There is no standard photo to export yet. Please come back when collections are completed.",
  ),
  "export-nothing-new": error(
    409,
    "上次导出之后没有新的证照。需要全部照片时，请选“全部”。",
    "There is no new photo since the last export. To take out all of them, please choose all.",
  ),
  "export-link-expired": error(
    403,
    "下载地址已过期，请回到导出列表重新下载。",
    "The download address has expired. Please go back to the list of exports.",
  ),
  "export-ended": error(
    410,
    "这份导出已取消或内容已变，请重新导出。",
    "This export was cancelled or has changed meanwhile. Please export again.",
  ),
  "range-unsatisfiable": error(
    416,
    "续传位置超出文件范围，请重新下载。",
    "The file ends before the place to go on from. Please download it again.",
  ),
} as const;
