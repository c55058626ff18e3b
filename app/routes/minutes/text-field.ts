/** Acts on a textarea as if they had been typed: they can be undone, and whoever listens to the field hears them. */

/** The line where the caret is, where it starts, and how far in it the caret stands. */
export function lineAt(text: string, caret: number) {
  const start = text.lastIndexOf('\n', caret - 1) + 1
  const end = text.indexOf('\n', caret)
  return { start, line: text.slice(start, end === -1 ? text.length : end), column: caret - start }
}

/** The mention being typed just before the caret: «@mun». */
export function mentionBefore({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) {
  if (selectionStart !== selectionEnd) return null
  const { start, column, line } = lineAt(value, selectionStart)
  const [said, prefix] = /(?:^|[\s(])@([\p{L}\d.]{0,40})$/u.exec(line.slice(0, column)) ?? []
  return said === undefined ? null : { from: start + column - prefix!.length - 1, prefix: prefix! }
}

export function replaceRange(field: HTMLTextAreaElement, from: number, until: number, text: string) {
  field.focus()
  field.setSelectionRange(from, until)
  // The only way that the browser's own undo remembers; where it is gone, the value is set and told.
  if (document.execCommand('insertText', false, text)) return
  field.setRangeText(text, from, until, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Makes the line of the caret something else, and leaves the caret where it was in its words. */
export function turnLine(field: HTMLTextAreaElement, change: (line: string) => string) {
  const { start, line, column } = lineAt(field.value, field.selectionStart)
  const turned = change(line)
  if (turned !== line) replaceRange(field, start, start + line.length, turned)
  const caret = start + Math.max(0, turned.length - (line.length - column))
  field.focus()
  field.setSelectionRange(caret, caret)
}

/** Begins a line with a mark: the last one when it is blank, else one more. */
export function beginLine(field: HTMLTextAreaElement, mark: string) {
  const end = field.value.length
  replaceRange(field, end, end, field.value === '' || field.value.endsWith('\n') ? mark : `\n${mark}`)
}

/** The text with one of its lines changed. */
export const withLine = (text: string, at: number, line: string) =>
  text.split('\n').map((was, place) => (place === at ? line : was)).join('\n')
