export default definePageConfig({ navigationBarTitleText: "识别采集码" });
