import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/auth/options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own addresses. Its handler decides by the shape of the second argument; its types know one argument only. */
const handle = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request as never, context as never, authOptions());

export { handle as GET, handle as POST };
