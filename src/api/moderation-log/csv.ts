/** Excel takes a file for UTF-8 only with this. */
const BYTE_ORDER_MARK = '\u{FEFF}'

export type Cell = string | number | null | undefined

/** The first line of a file. */
export function csvHead(names: readonly string[]): string {
  return BYTE_ORDER_MARK + csvLine(names)
}

/** One record as RFC 4180 has it. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  const text = harmless(cell === null || cell === undefined ? '' : String(cell))
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Strangers write what stands in these cells. A spreadsheet runs what looks like a formula (OWASP, CSV Injection, 2026-06: also the full-width
 * signs, and what begins with a tab or a line break), and rounds numbers of more than fifteen digits: with an apostrophe it is text.
 */
function harmless(text: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]|^\d{16,}$/u.test(text) ? `'${text}` : text
}
