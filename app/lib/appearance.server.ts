import { readCookie, writeCookie } from './cookies.server.ts'

/** How a person wants the pages painted. A value that is left out follows the system. */
const choices = {
  tema: ['claro', 'oscuro', 'sistema'],
  densidad: ['comoda', 'compacta', 'sistema'],
  texto: ['100', '112', '125'],
  riel: ['abierto', 'plegado'],
  atajos: ['si', 'no'],
} as const

export type Appearance = Partial<Record<keyof typeof choices, string>>

const YEAR = 365 * 24 * 60 * 60

/** What `<html>` must say; «sistema» says nothing. */
export function readAppearance(request: Request): Appearance {
  const appearance: Appearance = {}
  for (const name of names()) {
    const value = accepted(name, readCookie(request, `hilvan-${name}`))
    if (value && value !== 'sistema') appearance[name] = value
  }
  return appearance
}

/** The cookies that remember what a form chose; fields it does not have stay as they were. */
export function rememberAppearance(form: FormData): Headers {
  const headers = new Headers()
  for (const name of names()) {
    const value = accepted(name, form.get(name))
    if (value) headers.append('Set-Cookie', writeCookie(`hilvan-${name}`, value, YEAR))
  }
  return headers
}

const names = () => Object.keys(choices) as (keyof typeof choices)[]

function accepted(name: keyof typeof choices, value: unknown) {
  return (choices[name] as readonly unknown[]).includes(value) ? (value as string) : undefined
}
