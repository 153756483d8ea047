import type { Mail } from "./mail-schema.ts";

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** The mail as plain text, and as HTML that needs nothing from elsewhere. @param serverUrl whose mail it is */
export function composeMail({ lines, link }: Mail, serverUrl: string): { text: string; html: string } {
  const foot = `Sent by Chartroom at ${serverUrl}.`;
  const text = [...lines, ...(link ? [`${link.label}:\n${link.url}`] : []), `-- \n${foot}`].join("\n\n");
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`);
  const button = link
    ? [
        `<p><a href="${escapeHtml(link.url)}" style="color:#0a5a80;font-weight:600">${escapeHtml(link.label)}</a></p>`,
        `<p style="font-size:12px;color:#555">${escapeHtml(link.url)}</p>`,
      ]
    : [];
  const style = "font-family:sans-serif;font-size:14px;line-height:1.5;max-width:560px";
  const html = [
    "<!doctype html>",
    `<html lang="en"><body style="${style}">`,
    ...paragraphs,
    ...button,
    `<p style="font-size:12px;color:#555">${escapeHtml(foot)}</p>`,
    "</body></html>",
  ].join("\n");
  return { text, html };
}
