export default definePageConfig({ navigationBarTitleText: "如何获取采集码" });
