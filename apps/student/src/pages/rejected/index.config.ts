export default definePageConfig({ navigationBarTitleText: "未通过原因" });
