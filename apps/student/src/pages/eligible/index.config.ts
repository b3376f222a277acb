export default definePageConfig({ navigationBarTitleText: "采集资格" });
