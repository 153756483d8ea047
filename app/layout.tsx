import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "#components/layout/providers.tsx";
import { KEYS_COOKIE, parseTheme, THEME_COOKIE } from "#components/layout/theme.ts";
import { monoLatin, uiLatin, uiLatinExt } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Chartroom", template: "%s · Chartroom" } };

export const viewport: Viewport = { colorScheme: "light dark", width: "device-width", initialScale: 1 };

/** Theme and keys come from cookies, so that the first paint is right without a script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const kept = await cookies();
  const theme = parseTheme(kept.get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      className={`${uiLatin.variable} ${uiLatinExt.variable} ${monoLatin.variable}`}
      {...(theme === "system" ? {} : { "data-theme": theme })}
      {...(kept.get(KEYS_COOKIE)?.value === "off" ? { "data-keys": "off" } : {})}
    >
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
