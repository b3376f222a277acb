export default definePageConfig({ navigationBarTitleText: "帮同学拍照" });
