/**
 * Keys of the whole page. A key is written as people read it: `?`, `ctrl+k`, `g h` (one after the other).
 * Single letters never fire inside a field, and can be switched off (`<html data-atajos="no">`); arrows and Escape stay.
 * Any element with `data-atajo="n"` is pressed by that letter.
 */
export type Shortcut = {
  keys: string
  label: string
  run: (event?: KeyboardEvent) => void
  /** Where it means something; elsewhere the key keeps doing what it does. */
  when?: () => boolean
}

const registered: Shortcut[] = []
const SEQUENCE_MS = 1200

/** Returns a function that takes them away. The last one added wins. */
export function addShortcuts(shortcuts: Shortcut[]) {
  registered.unshift(...shortcuts)
  return () => {
    for (const shortcut of shortcuts) registered.splice(registered.indexOf(shortcut), 1)
  }
}

/** Everything the keyboard can do on this page, for the sheet. */
export function listShortcuts(page: ParentNode): { keys: string; label: string }[] {
  const pressed = [...page.querySelectorAll<HTMLElement>('[data-atajo]')].map((element) => ({
    keys: element.dataset.atajo ?? '',
    label: wordsOf(element),
  }))
  const all: Shortcut[] = registered.concat(pressed.map((one) => ({ ...one, run: () => {} })))
  return all.filter(({ keys }, at) => all.findIndex((other) => other.keys === keys) === at)
}

export function listenToKeys(page: Document) {
  let first = { key: '', at: 0 }

  function press(event: KeyboardEvent) {
    if (event.defaultPrevented || event.altKey || event.isComposing) return
    const key = keyOf(event)
    const plain = !key.startsWith('ctrl+')
    if (plain && (isTyping(event.target) || page.querySelector('dialog[open]'))) return
    if (key.length === 1 && key !== ' ' && page.documentElement.dataset.atajos === 'no') return

    const sequence = event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${key}` : ''
    first = { key, at: event.timeStamp }
    const run = found(sequence) ?? found(key) ?? (plain ? pressable(page, key) : undefined)
    if (!run) return
    event.preventDefault()
    first = { key: '', at: 0 }
    run(event)
  }

  page.addEventListener('keydown', press)
  return () => page.removeEventListener('keydown', press)
}

export function keyOf({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>) {
  return ctrlKey || metaKey ? `ctrl+${key.toLowerCase()}` : key.length === 1 ? key.toLowerCase() : key
}

export function isTyping(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select')) return true
  return target.matches('input:not([type=checkbox], [type=radio], [type=button], [type=submit])')
}

const found = (keys: string) => registered.find((shortcut) => shortcut.keys === keys && (shortcut.when?.() ?? true))?.run

function pressable(page: ParentNode, key: string) {
  if (!/^[a-z0-9]$/.test(key)) return undefined
  const element = page.querySelector<HTMLElement>(`[data-atajo="${key}"]`)
  return element ? () => element.click() : undefined
}

function wordsOf(element: HTMLElement) {
  const copy = element.cloneNode(true) as HTMLElement
  copy.querySelectorAll('kbd').forEach((hint) => hint.remove())
  return copy.textContent?.trim() ?? ''
}
