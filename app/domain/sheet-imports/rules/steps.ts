import { steps, type ImportState, type Step } from '../terms.ts'
import type { Settings } from './settings.ts'

type Standing = { state: ImportState; settings: Settings }

/** The step that is shown: the one asked for where it can be had, else the first that is missing. */
export function stepOf({ state, settings }: Standing, asked: string | null, sheets: number): { step: Step; reachable: { step: Step; label: string }[] } {
  const open: Step[] = [
    ...(sheets > 1 ? ['hoja' as const] : []),
    ...(settings.sheet === null ? [] : ['encabezado' as const]),
    ...(settings.sheet === null || settings.header === undefined ? [] : ['columnas' as const]),
    ...(state === 'reviewed' ? ['revision' as const] : []),
  ]
  const reachable: Step[] = state === 'uploaded' || state === 'reviewed' ? open : ['resultado']
  const step = reachable.find((one) => one === asked) ?? reachable.at(-1) ?? 'hoja'
  return { step, reachable: reachable.map((one) => ({ step: one, label: steps[one] })) }
}
