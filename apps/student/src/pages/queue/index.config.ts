export default definePageConfig({ navigationBarTitleText: "扫码排号" });
