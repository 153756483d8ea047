import { cryptoFunctions } from "./function-docs/crypto-functions.ts";
import { dateFunctions } from "./function-docs/date-functions.ts";
import type { FunctionDoc } from "./function-docs/describe-function.ts";
import { dictFunctions } from "./function-docs/dict-functions.ts";
import { encodingFunctions } from "./function-docs/encoding-functions.ts";
import { flowFunctions } from "./function-docs/flow-functions.ts";
import { helmFunctions } from "./function-docs/helm-functions.ts";
import { listFunctions } from "./function-docs/list-functions.ts";
import { mathFunctions } from "./function-docs/math-functions.ts";
import { patternFunctions } from "./function-docs/pattern-functions.ts";
import { stringFunctions } from "./function-docs/string-functions.ts";

const families = [
  stringFunctions,
  patternFunctions,
  listFunctions,
  dictFunctions,
  mathFunctions,
  dateFunctions,
  cryptoFunctions,
  encodingFunctions,
  flowFunctions,
  helmFunctions,
];

/** What is written on every function that a template can call. */
export const functionDocs: ReadonlyMap<string, FunctionDoc> = new Map(
  families.flatMap((family) => Object.entries<FunctionDoc>(family)),
);
