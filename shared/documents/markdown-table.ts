import {
  $convertFromMarkdownString,
  $convertToMarkdownString,
  isTableRowDivider,
  type MultilineElementTransformer,
  type Transformer,
} from "@lexical/markdown";
import {
  $createTableCellNode,
  $createTableNode,
  $createTableRowNode,
  $isTableCellNode,
  $isTableNode,
  $isTableRowNode,
  TableCellHeaderStates,
  TableCellNode,
  TableNode,
  TableRowNode,
} from "@lexical/table";

const rowShape = /^\s*\|(.*)\|\s*$/;
/** A bar that ends a cell: one without a backslash before it. */
const bar = /(?<!\\)\|/;

/** Tables with bars, the first row being the header (GitHub's Markdown). Cells hold what `inline` can say. */
export const tableTransformer = (inline: Transformer[]): MultilineElementTransformer => ({
  type: "multiline-element",
  dependencies: [TableNode, TableRowNode, TableCellNode],
  regExpStart: rowShape,
  // A table is read as a whole from its first row, or not at all.
  replace: () => false,
  handleImportAfterStartMatch: ({ lines, rootNode, startLineIndex }) => {
    if (!isTableRowDivider((lines[startLineIndex + 1] ?? "").trim())) return null;
    const rows = [cellsOf(lines[startLineIndex]!)];
    let last = startLineIndex + 1;
    while (rowShape.test(lines[last + 1] ?? "")) rows.push(cellsOf(lines[++last]!));
    rootNode.append($tableFrom(rows, inline));
    return [true, last];
  },
  export: (node) => {
    if (!$isTableNode(node)) return null;
    const rows = node
      .getChildren()
      .filter($isTableRowNode)
      .map((row) =>
        row
          .getChildren()
          .filter($isTableCellNode)
          .map((cell) => {
            const text = $convertToMarkdownString(inline, cell);
            return text
              .trim()
              .replace(/\n+/g, "<br>")
              .replace(/(?<!\\)\|/g, "\\|");
          }),
      );
    const columns = Math.max(1, ...rows.map((row) => row.length));
    const line = (cells: string[]) =>
      `| ${Array.from({ length: columns }, (_, at) => cells[at] ?? "").join(" | ")} |`;
    const [first = [], ...others] = rows;
    return [line(first), `|${" --- |".repeat(columns)}`, ...others.map(line)].join("\n");
  },
});

const cellsOf = (line: string) =>
  rowShape
    .exec(line)![1]!
    .split(bar)
    .map((cell) => cell.trim().replace(/\\\|/g, "|").replace(/<br>/g, "\n"));

function $tableFrom(rows: string[][], inline: Transformer[]) {
  const columns = Math.max(...rows.map((row) => row.length));
  const table = $createTableNode();
  rows.forEach((cells, index) => {
    const row = $createTableRowNode();
    for (let column = 0; column < columns; column++) {
      const cell = $createTableCellNode(
        index === 0 ? TableCellHeaderStates.ROW : TableCellHeaderStates.NO_STATUS,
      );
      $convertFromMarkdownString(cells[column] ?? "", inline, cell);
      row.append(cell);
    }
    table.append(row);
  });
  return table;
}
