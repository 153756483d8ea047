export type CommandWord = { text: string; part: "program" | "flag" | "address" | "comment" | "plain" };

/** Divides a command into words and the space between them; joined again they are the text. */
export function commandWords(text: string): CommandWord[] {
  let startsCommand = true;
  let before = "";
  return text.split(/(\s+)/).map((word) => {
    if (word.trim() === "") {
      if (word.includes("\n") && before !== "\\") startsCommand = true;
      return { text: word, part: "plain" };
    }
    const isProgram = startsCommand;
    startsCommand = false;
    before = word;
    return { text: word, part: isProgram ? "program" : partOf(word) };
  });
}

function partOf(word: string): CommandWord["part"] {
  if (/^--?[a-zA-Z]/.test(word)) return "flag";
  if (/^(oci|https?):\/\//.test(word) || /^["'].*["']$/.test(word)) return "address";
  return word.startsWith("#") ? "comment" : "plain";
}
