import { execFileSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { atMost, megabytes, report } from "../figures.ts";

const answerSchema = z.object({ after100: z.number(), atEnd: z.number(), mostLater: z.number() });

/** ENG-53: resident memory of a process with one worker, after 100 mixed renders and after 1,000. */
export function benchMemory(): void {
  const program = path.join(import.meta.dirname, "mixed-renders.ts");
  const printed = execFileSync(process.execPath, [program], { encoding: "utf8" });
  const { after100, atEnd, mostLater } = answerSchema.parse(JSON.parse(printed));
  report("resident memory after 100 mixed renders in one worker", megabytes(after100));
  report("the same after 1,000", megabytes(atEnd), atMost(atEnd / after100, 1.1, "1.1 × that after 100"));
  report("most between", megabytes(mostLater));
}
