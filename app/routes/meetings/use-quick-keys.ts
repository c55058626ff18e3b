import { useEffect, type RefObject } from 'react'

const ROW = '[data-row]'

/**
 * The keys of the quick log. Enter goes to the next row of the same kind, past the last one adds another, and in an
 * empty row leaves the rows; outside them it goes to the next field, never sending by accident. Alt A and Alt C go to
 * the first empty row.
 */
export function useQuickKeys(box: RefObject<HTMLElement>) {
  useEffect(() => {
    // On the window, so that a list that is open has taken its Enter before.
    const press = (event: KeyboardEvent) => {
      if (box.current) pressIn(box.current, event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [box])
}

function pressIn(form: HTMLElement, event: KeyboardEvent) {
  const { target, key, code, altKey, ctrlKey, metaKey } = event
  if (event.defaultPrevented || ctrlKey || metaKey || !(target instanceof HTMLElement) || !form.contains(target)) return
  if (altKey && (code === 'KeyA' || code === 'KeyC')) {
    event.preventDefault()
    return focusFirstEmpty(form, code === 'KeyA' ? 'agreements' : 'commitments')
  }
  if (key !== 'Enter' || altKey || !target.matches('input, select')) return
  event.preventDefault()
  const row = target.closest<HTMLElement>(ROW)
  if (!row) nextField(form, target)
  else if (target === textOf(row) && !textOf(row)?.value) leaveRows(form, row)
  else nextRow(row)
}

function nextRow(row: HTMLElement) {
  const rows = [...row.parentElement!.querySelectorAll<HTMLElement>(`:scope > ${ROW}`)]
  const next = rows[rows.indexOf(row) + 1]
  if (next) textOf(next)?.focus()
  else row.parentElement!.parentElement!.querySelector<HTMLElement>('[data-more]')?.click()
}

/** To whatever comes after the last row of this kind, as an empty line ends a list. */
function leaveRows(form: HTMLElement, row: HTMLElement) {
  const fields = [...row.parentElement!.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea')]
  nextField(form, fields.at(-1)!)
}

function focusFirstEmpty(form: HTMLElement, kind: string) {
  const rows = [...form.querySelectorAll<HTMLElement>(`[data-row=${kind}]`)]
  const empty = rows.find((row) => !textOf(row)?.value) ?? rows.at(-1)
  if (empty) textOf(empty)?.focus()
}

function nextField(form: HTMLElement, from: HTMLElement) {
  const fields = [...form.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea')]
  const own = from.getAttribute('name')
  // Radio buttons of one group are one field.
  const after = fields.slice(fields.indexOf(from) + 1).find((field) => field.getAttribute('name') !== own && field.offsetParent !== null)
  after?.focus()
}

const textOf = (row: HTMLElement) => row.querySelector<HTMLInputElement>('input[name$=".text"]')
