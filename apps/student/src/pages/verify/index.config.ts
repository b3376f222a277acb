export default definePageConfig({ navigationBarTitleText: "核验学籍信息" });
