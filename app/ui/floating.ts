const OPEN = 'details[data-flota][open]'

/** Menus made of `<details data-flota>` close with Esc and with a press outside. Returns a function that stops it. */
export function closeFloating(page: Document) {
  function press(event: PointerEvent) {
    for (const menu of page.querySelectorAll<HTMLDetailsElement>(OPEN)) {
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false
    }
  }
  function escape(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    for (const menu of page.querySelectorAll<HTMLDetailsElement>(OPEN)) {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  }
  page.addEventListener('pointerdown', press)
  page.addEventListener('keydown', escape)
  return () => {
    page.removeEventListener('pointerdown', press)
    page.removeEventListener('keydown', escape)
  }
}
