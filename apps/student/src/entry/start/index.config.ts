export default definePageConfig({ navigationBarTitleText: "毕业证照" });
