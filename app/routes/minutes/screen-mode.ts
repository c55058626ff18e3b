import { useState } from 'react'

import { headOf } from '#app/domain/minutes/rules/marks.ts'

/**
 * «Modo pantalla», for a projector: internal lines leave the field, and come back after whatever is typed meanwhile.
 * What one types oneself stays in sight; what somebody else writes is looked at before it is shown.
 */
export function useScreenMode(text: string) {
  const [begun, setBegun] = useState<Screen | null>(null)
  const screen = begun && (begun.text === text ? begun : hide(text))
  return {
    on: screen !== null,
    shown: screen ? splitShown(text, screen.hidden) : text,
    /** The whole text, with what is hidden, after the part in sight was changed. */
    join(shown: string) {
      if (!screen) return shown
      const whole = joinShown(shown, screen.hidden)
      setBegun({ text: whole, hidden: screen.hidden })
      return whole
    },
    toggle: () => setBegun(screen ? null : hide(text)),
  }
}

type Screen = { text: string; hidden: string[] }

const hide = (text: string): Screen => ({ text, hidden: internalLines(text) })

/** The same without any internal line. */
export const withoutInternal = (text: string) => splitShown(text, internalLines(text))

const internalLines = (text: string) => text.split('\n').filter((line) => headOf(line).mark === 'internal')

/** The text without those lines, each taken away once. */
function splitShown(text: string, hidden: string[]) {
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

const joinShown = (shown: string, hidden: string[]) => (hidden.length > 0 ? [shown, ...hidden].join('\n') : shown)
