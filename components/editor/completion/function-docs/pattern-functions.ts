import { describeFunction as fn } from "./describe-function.ts";

/** Functions on text by regular expressions (RE2). A backslash is doubled between double quotes, single between backquotes. */
export const patternFunctions = {
  regexFind: fn(
    "pattern text",
    "Takes the first part that matches a regular expression (RE2); empty where none does.",
    'regexFind "[0-9]+" "port 8080"',
    "8080",
  ),
  regexFindAll: fn(
    "pattern text count",
    "Takes all parts that match, at most `count`; -1 takes all.",
    'regexFindAll "[0-9]" "a1b2c3" -1 | join ","',
    "1,2,3",
  ),
  regexMatch: fn(
    "pattern text",
    "Says whether some part of the text matches. Write ^ and $ to mean the whole.",
    'regexMatch "^[a-z]+$" "web"',
    "true",
  ),
  regexQuoteMeta: fn(
    "text",
    "Escapes the characters that mean something in a regular expression.",
    'regexQuoteMeta "1.2"',
    "1\\.2",
  ),
  regexReplaceAll: fn(
    "pattern text replacement",
    "Replaces all parts that match; `$1` stands for the first group.",
    'regexReplaceAll "v(\\\\d+)" "v1 v2" "r$1"',
    "r1 r2",
  ),
  regexReplaceAllLiteral: fn(
    "pattern text replacement",
    "Replaces all parts that match, with the replacement as it stands.",
    'regexReplaceAllLiteral "a" "banana" "$"',
    "b$n$n$",
  ),
  regexSplit: fn(
    "pattern text count",
    "Splits a text where the expression matches, into at most `count` parts; -1 makes all.",
    'regexSplit ",\\\\s*" "a, b,c" -1 | join "|"',
    "a|b|c",
  ),
  mustRegexFind: fn(
    "pattern text",
    "`regexFind`, which fails the render where the pattern is wrong.",
    'mustRegexFind "[a-z]+" "12ab"',
    "ab",
  ),
  mustRegexFindAll: fn(
    "pattern text count",
    "`regexFindAll`, which fails the render where the pattern is wrong.",
    'mustRegexFindAll "[a-z]" "a1b" -1 | join ","',
    "a,b",
  ),
  mustRegexMatch: fn(
    "pattern text",
    "`regexMatch`, which fails the render where the pattern is wrong.",
    'mustRegexMatch "^v" "v1"',
    "true",
  ),
  mustRegexReplaceAll: fn(
    "pattern text replacement",
    "`regexReplaceAll`, which fails the render where the pattern is wrong.",
    'mustRegexReplaceAll "-+" "a--b" "-"',
    "a-b",
  ),
  mustRegexReplaceAllLiteral: fn(
    "pattern text replacement",
    "`regexReplaceAllLiteral`, which fails the render where the pattern is wrong.",
    'mustRegexReplaceAllLiteral "x" "axb" "$"',
    "a$b",
  ),
  mustRegexSplit: fn(
    "pattern text count",
    "`regexSplit`, which fails the render where the pattern is wrong.",
    'mustRegexSplit ";" "a;b" -1 | join "|"',
    "a|b",
  ),
} as const;
