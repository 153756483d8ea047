import { describeFunction as fn } from "./describe-function.ts";

/** Choices, comparisons, kinds of values, and how a render is stopped. */
export const flowFunctions = {
  all: fn("values…", "Says whether no value is empty.", 'all 1 "a" true', "true"),
  any: fn("values…", "Says whether some value is not empty.", 'any 0 "" "a"', "true"),
  and: fn(
    "value others…",
    "The first value that is empty, else the last one. It stops at the first empty one.",
    "and true 1",
    "1",
  ),
  or: fn(
    "value others…",
    "The first value that is not empty, else the last one.",
    'or "" "fallback"',
    "fallback",
  ),
  not: fn("value", "True for an empty value, else false.", 'not ""', "true"),
  eq: fn("value others…", "Says whether a value equals one of the others.", 'eq "a" "b" "a"', "true"),
  ne: fn("value other", "Says whether two values differ.", "ne 1 2", "true"),
  lt: fn("value other", "Says whether the first value is less.", "lt 1 2", "true"),
  le: fn("value other", "Says whether the first value is less or equal.", "le 2 2", "true"),
  gt: fn(
    "value other",
    "Says whether the first value is greater. Both must be of one kind: `int` helps.",
    "gt 2 1",
    "true",
  ),
  ge: fn("value other", "Says whether the first value is greater or equal.", "ge 2 2", "true"),
  call: fn(
    "function arguments…",
    "Calls a function that is a value, such as one that was found in a map.",
    " call .fn 1",
  ),
  coalesce: fn("values…", "The first value that is not empty.", 'coalesce "" 0 "c"', "c"),
  deepEqual: fn(
    "value other",
    "Says whether two values are equal in all that is in them.",
    "deepEqual (list 1) (list 1)",
    "true",
  ),
  default: fn(
    "fallback value",
    'The value, or `fallback` where it is empty. 0, false and "" are empty, too.',
    '"" | default "latest"',
    "latest",
  ),
  empty: fn(
    "value",
    'Says whether a value is empty: nil, 0, false, "", a list or map without items.',
    "empty (list)",
    "true",
  ),
  fail: fn("message", "Stops the render with a message.", 'fail "set image.tag"'),
  getHostByName: fn(
    "name",
    "Looks a host name up. Helm leaves it empty unless it was told to ask the network; here it always is.",
    'getHostByName "localhost"',
  ),
  kindIs: fn(
    "kind value",
    "Says whether a value is of a kind: string, int, float64, bool, slice, map.",
    'kindIs "map" (dict)',
    "true",
  ),
  kindOf: fn(
    "value",
    "The kind of a value: string, int, float64, bool, slice, map, invalid for nil.",
    "kindOf (list 1)",
    "slice",
  ),
  ternary: fn(
    "yes no condition",
    "The first value where the condition is true, else the second.",
    'ternary "on" "off" true',
    "on",
  ),
  typeIs: fn("type value", "Says whether a value has this very type of Go.", 'typeIs "string" "a"', "true"),
  typeIsLike: fn(
    "type value",
    "`typeIs`, which also takes a pointer to the type.",
    'typeIsLike "int" 1',
    "true",
  ),
  typeOf: fn("value", "The type of a value in Go's words.", "typeOf 1", "int"),
} as const;
