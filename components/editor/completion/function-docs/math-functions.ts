import { describeFunction as fn } from "./describe-function.ts";

/** Arithmetic. Functions without an f work on whole numbers and cut what is behind the point. */
export const mathFunctions = {
  add: fn("numbers…", "Adds whole numbers.", "add 1 2 3", "6"),
  add1: fn("number", "Adds 1 to a whole number.", "add1 4", "5"),
  add1f: fn("number", "Adds 1 and keeps what is behind the point.", "add1f 1.5", "2.5"),
  addf: fn("numbers…", "Adds numbers and keeps what is behind the point.", "addf 1.5 2", "3.5"),
  atoi: fn("text", "Reads a whole number; 0 where the text is none.", 'atoi "42"', "42"),
  biggest: fn("number others…", "The old name of `max`.", "biggest 1 3 2", "3"),
  ceil: fn("number", "Rounds up.", "ceil 1.2", "2"),
  div: fn("dividend divisor", "Divides whole numbers and drops the remainder.", "div 7 2", "3"),
  divf: fn("dividend divisors…", "Divides and keeps what is behind the point.", "divf 7 2", "3.5"),
  float64: fn(
    "value",
    "Turns a value into a number with a point; 0 where it is none.",
    'float64 "1.5"',
    "1.5",
  ),
  floor: fn("number", "Rounds down.", "floor 1.8", "1"),
  int: fn(
    "value",
    "Turns a value into a whole number; 0 where it is none. Numbers of values.yaml may be floats: use it before you compute.",
    'int "8080"',
    "8080",
  ),
  int64: fn("value", "Turns a value into a whole number of 64 bits; 0 where it is none.", 'int64 "42"', "42"),
  max: fn("number others…", "The largest of whole numbers.", "max 1 3 2", "3"),
  maxf: fn("number others…", "The largest number, with what is behind the point.", "maxf 1.5 2.5", "2.5"),
  min: fn("number others…", "The smallest of whole numbers.", "min 3 1 2", "1"),
  minf: fn("number others…", "The smallest number, with what is behind the point.", "minf 1.5 2.5", "1.5"),
  mod: fn("dividend divisor", "The remainder of a division.", "mod 7 3", "1"),
  mul: fn("number others…", "Multiplies whole numbers.", "mul 2 3 4", "24"),
  mulf: fn("number others…", "Multiplies and keeps what is behind the point.", "mulf 1.5 2", "3"),
  round: fn(
    "number digits threshold…",
    "Rounds to a number of digits behind the point; up from .5, or from the threshold.",
    "round 3.14159 2",
    "3.14",
  ),
  sub: fn("number other", "Subtracts a whole number.", "sub 7 2", "5"),
  subf: fn("number others…", "Subtracts and keeps what is behind the point.", "subf 7.5 2", "5.5"),
  toDecimal: fn(
    "text",
    "Reads a number of base 8, such as a file mode, as a decimal one.",
    'toDecimal "0644"',
    "420",
  ),
  randInt: fn(
    "min max",
    "A random whole number from `min` up to, without, `max`. It differs from run to run.",
    "randInt 10 20",
  ),
} as const;
