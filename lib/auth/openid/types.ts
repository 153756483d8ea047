/** Who signed in, as the provider said it in answers that were checked. */
export type OpenIdPerson = {
  issuer: string;
  /** The provider's own name for this person, which never passes to another one. */
  subject: string;
  /** Lower case; null where the provider tells none. */
  email: string | null;
  /** Whether the provider says that the address is this person's. */
  isEmailVerified: boolean;
  name: string | null;
  /** Null: the provider did not tell them this time, which is not the same as none. */
  groups: readonly string[] | null;
};

/** What a browser keeps between leaving for the provider and coming back. */
export type SignInFlow = { state: string; nonce: string; verifier: string; to: string };
