import localFont from "next/font/local";

// Both faces are ours to serve. The latin file is preloaded; names such as Kovač fetch the small second file when
// they appear. A measured fallback would stand between the two families, so there is none.
export const uiLatin = localFont({
  src: "../node_modules/@fontsource-variable/radio-canada/files/radio-canada-latin-wdth-normal.woff2",
  variable: "--font-ui-latin",
  weight: "300 700",
  display: "swap",
  adjustFontFallback: false,
  declarations: [
    { prop: "font-stretch", value: "75% 100%" },
    {
      prop: "unicode-range",
      value:
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    },
  ],
});

export const uiLatinExt = localFont({
  src: "../node_modules/@fontsource-variable/radio-canada/files/radio-canada-latin-ext-wdth-normal.woff2",
  variable: "--font-ui-latin-ext",
  weight: "300 700",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    { prop: "font-stretch", value: "75% 100%" },
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

export const monoLatin = localFont({
  src: "../node_modules/@fontsource-variable/spline-sans-mono/files/spline-sans-mono-latin-wght-normal.woff2",
  variable: "--font-mono-latin",
  weight: "300 700",
  display: "swap",
  adjustFontFallback: false,
});
