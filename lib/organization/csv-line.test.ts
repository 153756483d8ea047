import { expect, it } from "vitest";
import { csvLine } from "./csv-line.ts";

it("API-20: no cell of a CSV is a formula, and none leaves its cell", () => {
  expect(csvLine(["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\tx", -1, null, "ana"])).toBe(
    "'=cmd|'/c calc'!A1,'+1,'-1,'@SUM(A1),'\tx,-1,,ana\r\n",
  );
  expect(csvLine(['say "x"', "a,b", "two\nlines", '=1,"2"'])).toBe(
    '"say ""x""","a,b","two\nlines","\'=1,""2"""\r\n',
  );
});
