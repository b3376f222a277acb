export default definePageConfig({ navigationBarTitleText: "请人帮拍", enableShareAppMessage: true });
