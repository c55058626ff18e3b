import { useEffect, type RefObject } from 'react'

import type { MinutesFieldHandle } from './minutes-field.tsx'

/**
 * The keys of the quick log. Enter goes to the next field and never sends by accident; Alt A, Alt C and Alt I go to
 * the minutes from anywhere and begin an agreement, a commitment or an internal line.
 */
export function useQuickKeys(form: RefObject<HTMLElement>, minutes: RefObject<MinutesFieldHandle>) {
  useEffect(() => {
    // On the window, so that a list that is open has taken its Enter before.
    const press = (event: KeyboardEvent) => {
      if (form.current) pressIn(form.current, event, (mark) => minutes.current?.begin(mark))
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [form, minutes])
}

const MARKS: Record<string, 'a' | 'c' | 'i'> = { KeyA: 'a', KeyC: 'c', KeyI: 'i' }

function pressIn(form: HTMLElement, event: KeyboardEvent, begin: MinutesFieldHandle['begin']) {
  const { target, key, code, altKey, ctrlKey, metaKey } = event
  if (event.defaultPrevented || ctrlKey || metaKey || !(target instanceof HTMLElement) || !form.contains(target)) return
  const mark = altKey ? MARKS[code] : undefined
  if (mark) {
    event.preventDefault()
    return begin(mark)
  }
  if (key !== 'Enter' || altKey || !target.matches('input, select') || target.closest('[role=group]')) return
  event.preventDefault()
  nextField(form, target)
}

function nextField(form: HTMLElement, from: HTMLElement) {
  const fields = [...form.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea')]
  const own = from.getAttribute('name')
  // Radio buttons of one group are one field.
  const after = fields.slice(fields.indexOf(from) + 1).find((field) => field.getAttribute('name') !== own && field.offsetParent !== null)
  after?.focus()
}
