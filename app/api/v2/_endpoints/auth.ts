/** Who is signed in, or a token with admin scope; the room says who of them may. */
export const admin = { session: true, token: "admin" } as const;
