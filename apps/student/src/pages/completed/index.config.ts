export default definePageConfig({ navigationBarTitleText: "采集完成" });
