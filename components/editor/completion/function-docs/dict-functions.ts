import { describeFunction as fn } from "./describe-function.ts";

/** Functions on maps. `set`, `unset`, `merge` and `mergeOverwrite` change the map they are given. */
export const dictFunctions = {
  deepCopy: fn(
    "value",
    "Copies a value with all that is in it, so that changes leave the original alone.",
    'deepCopy (dict "a" 1) | toJson',
    '{"a":1}',
  ),
  dict: fn(
    "keysAndValues…",
    "Makes a map of keys and values in turn. It is the way to hand several values to a named template.",
    'dict "name" "web" "port" 80 | toJson',
    '{"name":"web","port":80}',
  ),
  dig: fn(
    "keys… default map",
    "Goes down a map by keys; gives the default, which is the last but one, where a key is missing.",
    'dig "a" "b" "none" (dict "a" (dict "b" 1))',
    "1",
  ),
  get: fn("map key", "The value of a key; an empty text where it is missing.", 'get (dict "a" 1) "a"', "1"),
  hasKey: fn(
    "map key",
    "Says whether a map has a key, also where its value is empty.",
    'hasKey (dict "a" 1) "b"',
    "false",
  ),
  keys: fn(
    "maps…",
    "The keys of one or more maps, in no order; pipe them through `sortAlpha`.",
    'keys (dict "b" 1 "a" 2) | sortAlpha | join ","',
    "a,b",
  ),
  merge: fn(
    "map others…",
    "Fills what `map` lacks from the others; what it has stays. It changes `map`.",
    'merge (dict "a" 1) (dict "a" 2 "b" 3) | toJson',
    '{"a":1,"b":3}',
  ),
  mergeOverwrite: fn(
    "map others…",
    "Merges the others into `map`; later ones win. It changes `map`.",
    'mergeOverwrite (dict "a" 1) (dict "a" 2) | toJson',
    '{"a":2}',
  ),
  omit: fn("map keys…", "A map without the named keys.", 'omit (dict "a" 1 "b" 2) "a" | toJson', '{"b":2}'),
  pick: fn("map keys…", "A map of the named keys only.", 'pick (dict "a" 1 "b" 2) "a" | toJson', '{"a":1}'),
  pluck: fn(
    "key maps…",
    "The values of one key from several maps, as a list. With `first` it takes the first map that has it.",
    'pluck "a" (dict "a" 1) (dict "a" 2) | first',
    "1",
  ),
  set: fn(
    "map key value",
    "Sets a key. It changes `map`, and gives it back.",
    'set (dict "a" 1) "b" 2 | toJson',
    '{"a":1,"b":2}',
  ),
  unset: fn(
    "map key",
    "Removes a key. It changes `map`, and gives it back.",
    'unset (dict "a" 1 "b" 2) "a" | toJson',
    '{"b":2}',
  ),
  values: fn("map", "The values of a map as a list, in no order.", 'values (dict "a" 1) | join ","', "1"),
  mustDeepCopy: fn(
    "value",
    "`deepCopy`, which fails the render where the value cannot be copied.",
    "mustDeepCopy (list 1) | toJson",
    "[1]",
  ),
  mustMerge: fn(
    "map others…",
    "`merge`, which fails the render where the maps do not fit.",
    'mustMerge (dict "a" 1) (dict "b" 2) | toJson',
    '{"a":1,"b":2}',
  ),
  mustMergeOverwrite: fn(
    "map others…",
    "`mergeOverwrite`, which fails the render where the maps do not fit.",
    'mustMergeOverwrite (dict "a" 1) (dict "a" 2) | toJson',
    '{"a":2}',
  ),
} as const;
