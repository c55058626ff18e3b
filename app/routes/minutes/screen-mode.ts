/**
 * «Modo pantalla», for a projector: the internal lines that were there leave the field, and come back after whatever
 * is typed meanwhile.
 */

/** The text without those lines, each taken away once. */
export function splitShown(text: string, hidden: string[]) {
  const left = [...hidden]
  return text
    .split('\n')
    .filter((line) => {
      const at = left.indexOf(line)
      if (at !== -1) left.splice(at, 1)
      return at === -1
    })
    .join('\n')
}

export const joinShown = (shown: string, hidden: string[]) => (hidden.length > 0 ? [shown, ...hidden].join('\n') : shown)
