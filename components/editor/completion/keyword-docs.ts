/** The words of the template language, in our words. */
export const keywordDocs: Readonly<Record<string, { readonly takes: string; readonly text: string }>> = {
  if: {
    takes: "if CONDITION",
    text: 'Renders its block where the condition is not empty. 0, false, "", nil, empty lists and maps are empty.',
  },
  else: {
    takes: "else",
    text: "What is rendered instead, of `if`, `with` and `range`; `else if` goes on asking.",
  },
  end: { takes: "end", text: "Ends `if`, `range`, `with`, `define` and `block`." },
  range: {
    takes: "range LIST",
    text: "Renders its block for each item of a list or map. The dot is the item: what is outside is reached by `$`.",
  },
  with: {
    takes: "with VALUE",
    text: "Renders its block where the value is not empty. The dot is the value: what is outside is reached by `$`.",
  },
  define: {
    takes: "define NAME",
    text: "Names a template for `include`. Names are global, subcharts included: begin them with the chart's name.",
  },
  template: {
    takes: "template NAME DATA",
    text: "Puts a named template here. Its output cannot be piped on: `include` does that.",
  },
  block: { takes: "block NAME DATA", text: "Defines a template and puts it here at once." },
  break: { takes: "break", text: "Leaves the innermost `range`." },
  continue: { takes: "continue", text: "Goes on with the next item of the innermost `range`." },
};
