/**
 * How clean the product's cut-outs of the test photos are, by eye at their own size: engine 0.8.2, every photo that it
 * made. A fault is what a reviewer refuses: a kept object, speck, line or haze, a comb of repeated pixels, lost hair.
 */

export type Cleanness = "clean" | "small" | "faulty";

const files: Readonly<Record<Cleanness, string>> = {
  clean: `
    ai-asian-fc11.jpg ai-asian-fc16.jpg ai-asian-fc23.jpg ai-asian-fc27.jpg ai-asian-fc33.jpg
    ai-asian-fc59.jpg ai-halfbody-ec13.png ai-halfbody-ec3.png ai-halfbody-ec65.png
    ai-portrait-f-f10.jpg ai-portrait-f-f12.jpg ai-portrait-f-f14.jpg ai-portrait-f-f15.jpg
    ai-portrait-f-f20.jpg ai-portrait-f-f24.jpg ai-portrait-f-f25.jpg ai-portrait-f-f35.jpg
    ai-portrait-f-f36.jpg ai-portrait-f-f41.jpg ai-portrait-f-f45.jpg ai-portrait-f-f5.jpg
    ai-portrait-f-f52.jpg ai-portrait-f-f53.jpg ai-portrait-f-f55.jpg ai-portrait-f-f58.jpg
    ai-portrait-f-f60.jpg ai-portrait-f-f64.jpg ai-portrait-f-f82.jpg ai-portrait-f-f83.jpg
    ai-portrait-f-f88.jpg ai-portrait-f-f89.jpg ai-portrait-f-f90.jpg ai-portrait-f-f94.jpg
    ai-portrait-f-f95.jpg ai-portrait-f-f98.jpg ai-portrait-m-m0.jpg ai-portrait-m-m1.jpg
    ai-portrait-m-m18.jpg ai-portrait-m-m20.jpg ai-portrait-m-m24.jpg ai-portrait-m-m28.jpg
    ai-portrait-m-m32.jpg ai-portrait-m-m33.jpg ai-portrait-m-m36.jpg ai-portrait-m-m39.jpg
    ai-portrait-m-m43.jpg ai-portrait-m-m44.jpg ai-portrait-m-m45.jpg ai-portrait-m-m56.jpg
    ai-portrait-m-m58.jpg ai-portrait-m-m59.jpg ai-portrait-m-m66.jpg ai-portrait-m-m7.jpg
    ai-portrait-m-m70.jpg ai-portrait-m-m73.jpg ai-portrait-m-m78.jpg ai-portrait-m-m82.jpg
    ai-portrait-m-m86.jpg ai-portrait-m-m87.jpg ai-portrait-m-m93.jpg ai-portrait-m-m98.jpg
    ai-portrait-m-m99.jpg bad-blur-derived-02.jpg bad-busy-bg-phone-asian-01.jpg
    bad-cap-asian-02.jpg bad-cap-smile-01.jpg bad-hair-over-eye-01.jpg bad-mask-01.png
    bad-profile-51.jpg bad-profile-sunglasses-52.jpg bad-rotated-90-no-exif-01.jpg
    bad-sleeveless-phone-01.jpg bad-smile-teeth-01.jpg bad-smile-teeth-02.jpg bad-statue-01.jpg
    bad-sunglasses-beanie-01.jpg ears-hidden-afro-02.jpg ears-hidden-asian-blazer-03.jpg
    ears-hidden-curly-man-04.jpg ears-hidden-man-01.jpg exif-orientation-3-02.jpg
    exif-orientation-6-01.jpg glasses-gl5.jpg good-man-asian-suit-04.png
    good-man-green-shirt-13.png good-man-henley-07.png good-man-white-shirt-03.png
    good-woman-asian-tee-01.png good-woman-asian-white-tee-14.png misc-ma114.jpg misc-ma168.jpg
    misc-ma43.png misc-ma52.jpg misc-ma7.png misc-ma85.jpg misc-mb44.jpg misc-mb58.jpg
    misc-mb67.png misc-mb74.jpg ok-glasses-clear-01.jpg passport-sh10.png passport-sh12.png
    passport-sh4.png street-ob20.jpg street-ob70.jpg`,
  small: `
    ai-asian-fc14.jpg ai-asian-fc17.jpg ai-asian-fc45.jpg ai-asian-fc7.jpg ai-asian-fc9.jpg
    ai-portrait-f-f22.jpg ai-portrait-f-f23.jpg ai-portrait-f-f34.jpg ai-portrait-f-f37.jpg
    ai-portrait-f-f57.jpg ai-portrait-f-f61.jpg ai-portrait-f-f67.jpg ai-portrait-f-f70.jpg
    ai-portrait-f-f71.jpg ai-portrait-f-f77.jpg ai-portrait-f-f78.jpg ai-portrait-m-m13.jpg
    ai-portrait-m-m16.jpg ai-portrait-m-m27.jpg ai-portrait-m-m34.jpg ai-portrait-m-m38.jpg
    ai-portrait-m-m51.jpg ai-portrait-m-m52.jpg ai-portrait-m-m54.jpg ai-portrait-m-m55.jpg
    ai-portrait-m-m71.jpg ai-portrait-m-m75.jpg ai-portrait-m-m79.jpg ai-portrait-m-m81.jpg
    ai-portrait-m-m85.jpg ai-portrait-m-m90.jpg bad-hands-on-head-01.jpg bad-head-tilt-01.png
    bad-head-tilt-51.jpg bad-mouth-slightly-open-03.png bad-overexposed-derived-02.jpg
    bad-profile-01.jpg bad-shoulders-tilt-01.png bad-smile-slight-asian-04.jpg
    bad-tongue-out-02.jpg glasses-gl22.jpg mask-oa35.jpg misc-ma117.jpg misc-ma132.jpg
    misc-ma136.jpg misc-ma139.jpg misc-ma24.jpg misc-ma8.png misc-mb128.jpg street-ob11.jpg`,
  faulty: `
    ai-asian-fc42.jpg ai-asian-fc47.jpg ai-asian-fc5.jpg ai-asian-fc58.jpg ai-asian-fc62.jpg
    ai-halfbody-ec66.png ai-portrait-f-f28.jpg ai-portrait-f-f31.jpg ai-portrait-f-f39.jpg
    ai-portrait-f-f48.jpg ai-portrait-f-f49.jpg ai-portrait-f-f62.jpg ai-portrait-f-f8.jpg
    ai-portrait-f-f93.jpg ai-portrait-f-f97.jpg ai-portrait-f-f99.jpg ai-portrait-m-m6.jpg
    ai-portrait-m-m67.jpg bad-bangs-over-brows-01.jpg bad-blue-clothes-01.png bad-cartoon-01.jpg
    bad-dark-01.jpg bad-earrings-necklace-01.jpg bad-eyes-closed-02.jpg
    bad-eyes-closed-bw-01.jpg bad-glasses-reflection-01.jpg bad-half-shadow-01.png
    bad-motion-blur-dark-01.jpg bad-mouth-open-wink-01.jpg bad-photo-of-screen-01.jpg
    bad-selfie-phone-02.jpg bad-side-light-02.jpg bad-smile-teeth-52.jpg
    bad-smile-teeth-astronaut-03.png ears-hidden-woman-whitebg-05.png exception-hijab-01.png
    glasses-gl16.jpg glasses-gl2.jpg good-man-black-whitebg-12.png good-man-whitebg-15.png
    mask-oa34.jpg mask-oa4.jpg mask-oa45.jpg mask-oa48.jpg mask-oa58.jpg mask-oa71.jpg
    misc-ma1.jpg misc-ma110.jpg misc-ma124.jpg misc-ma166.jpg misc-ma167.jpg misc-ma20.jpg
    misc-ma22.png misc-ma26.jpg misc-ma42.jpg misc-mb110.png misc-mb14.jpg misc-mb28.jpg
    misc-mb29.jpg misc-mb3.jpg misc-mb37.png misc-mb39.jpg misc-mb40.png misc-mb41.jpg
    misc-mb43.jpg misc-mb48.png misc-mb49.png misc-mb54.png passport-sh1.png passport-sh8.png
    passport-sh9.png street-ob19.jpg street-ob21.jpg street-ob31.jpg street-ob32.jpg
    street-ob36.jpg street-ob57.jpg street-ob58.jpg street-ob59.jpg street-ob62.jpg
    street-ob75.jpg`,
};

/** Cleanness of each cut-out, by the photo's file name. */
export const cutOutLabels: ReadonlyMap<string, Cleanness> = new Map(
  (["clean", "small", "faulty"] as const).flatMap((cleanness) =>
    files[cleanness]
      .trim()
      .split(/\s+/)
      .map((file) => [file, cleanness] as const),
  ),
);
