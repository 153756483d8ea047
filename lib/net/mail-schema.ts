import { z } from "zod";

/** One line of a header: what ends a line would begin another header. */
const headerText = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "must be one line");

/** What a mail says: sentences, and one thing to press. */
export const mailSchema = z.strictObject({
  /** One address, without a name. */
  to: headerText(254).regex(/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/, "must be one address"),
  subject: headerText(200),
  /** Paragraphs, as plain text. */
  lines: z.array(z.string().max(2000)).max(20),
  link: z.strictObject({ label: z.string().max(100), url: z.url({ protocol: /^https?$/ }) }).optional(),
});
export type Mail = z.output<typeof mailSchema>;
