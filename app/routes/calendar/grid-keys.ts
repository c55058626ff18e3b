/** Moving the focus over a grid of days: one stop for Tab, arrows for the rest. Only the DOM is known here. */

const STOPS = '[role=link], .ev[tabindex], a.ev, .mas, .dia-agendar'
const WEEK = 7

const shown = (element: HTMLElement) =>
  element.closest('[role=dialog]') === null && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })

const stopsIn = (grid: HTMLElement, day?: string) =>
  [...grid.querySelectorAll<HTMLElement>(day ? `[data-date="${day}"]` : '[data-date]')]
    .flatMap((cell) => [...cell.querySelectorAll<HTMLElement>(STOPS)])
    .filter(shown)

const daysOf = (grid: HTMLElement) =>
  [...new Set([...grid.querySelectorAll<HTMLElement>('[data-date]')].map(({ dataset }) => dataset.date!))].toSorted()

/** The day that an element belongs to, in the grid or in its list twin; undefined outside. */
export const dayOf = (element: Element | null) => element?.closest<HTMLElement>('[data-date]')?.dataset.date

/** Leaves a single stop: what has the focus, else what had it, else `day` or the first one. */
export function settleStops(grid: HTMLElement, day: string) {
  const stops = stopsIn(grid)
  const focused = stops.find((stop) => stop === document.activeElement)
  const chosen = focused ?? stops.find((stop) => stop.dataset.parada) ?? stopsIn(grid, day)[0] ?? stops[0]
  for (const stop of stops) {
    stop.tabIndex = stop === chosen ? 0 : -1
    if (stop !== chosen) delete stop.dataset.parada
  }
  if (chosen) chosen.dataset.parada = 'sí'
}

/** Follows a key from the stop that has the focus; whether it was one of ours. */
export function followKey(grid: HTMLElement, key: string): boolean {
  const here = document.activeElement
  const day = dayOf(here)
  if (!(here instanceof HTMLElement) || !day || !grid.contains(here) || here.closest('[role=dialog]')) return false
  const days = daysOf(grid)
  const at = days.indexOf(day)
  const own = stopsIn(grid, day)
  const to: Record<string, () => HTMLElement | undefined> = {
    ArrowLeft: () => stopsIn(grid, days[at - 1] ?? '')[0],
    ArrowRight: () => stopsIn(grid, days[at + 1] ?? '')[0],
    ArrowDown: () => own[own.indexOf(here) + 1] ?? stopsIn(grid, days[at + WEEK] ?? '')[0],
    ArrowUp: () => own[own.indexOf(here) - 1] ?? stopsIn(grid, days[at - WEEK] ?? '').at(-1),
    Home: () => stopsIn(grid, days[at - (at % WEEK)])[0],
    End: () => stopsIn(grid, days[Math.min(at - (at % WEEK) + WEEK, days.length) - 1])[0],
  }
  if (!Object.hasOwn(to, key)) return false
  const next = to[key]!()
  // At the edge there is nowhere to go, and the page must not scroll away.
  next?.focus()
  return true
}
