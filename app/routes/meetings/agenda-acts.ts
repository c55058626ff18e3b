type Values = Record<string, string | string[]>

/** How many points came back. */
export function rowsIn(values: Values) {
  const places = Object.keys(values).filter((name) => name.startsWith('items[')).map((name) => Number.parseInt(name.slice(6), 10))
  return Math.max(-1, ...places) + 1
}

/** `more` adds a blank point; `up-3` changes places with the one before it. Nothing is written. */
export function actOn(values: Values, act: string): Values {
  const count = rowsIn(values)
  if (act === 'more') return count < MOST ? { ...values, [`items[${count}].title`]: '' } : values
  const at = Number.parseInt(act.replace('up-', ''), 10)
  if (!(at > 0 && at < count)) return values
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [swapped(name, at - 1, at), value]))
}

const MOST = 40

function swapped(name: string, a: number, b: number) {
  if (name.startsWith(`items[${a}].`)) return name.replace(`[${a}]`, `[${b}]`)
  return name.startsWith(`items[${b}].`) ? name.replace(`[${b}]`, `[${a}]`) : name
}
