import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  // One server, no CDN in front of it by default: what it answers is compressed by whoever stands before it, or here.
  compress: true,
  // `npm run check` checks all types; whoever starts the program need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "pg", "pg-boss", "pino", "prom-client", "yauzl", "tar-stream"],
};

export default config;
