import { type RefObject, useEffect, useRef } from "react";

/**
 * Brings what a test says into view, as it begins and as it ends: in a dialog it stands below the edge.
 * @returns what holds the answer
 */
export function useSeenAnswer(isTesting: boolean): RefObject<HTMLDivElement | null> {
  const answer = useRef<HTMLDivElement>(null);
  const wasTesting = useRef(false);
  useEffect(() => {
    if (isTesting || wasTesting.current) answer.current?.scrollIntoView({ block: "nearest" });
    wasTesting.current = isTesting;
  }, [isTesting]);
  return answer;
}
