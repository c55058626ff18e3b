import { addDays } from '../days.ts'
import type { Cell } from './reading.ts'
import { attribute, walkXml } from './xml.ts'

/** How numbers are shown in a style: as moments, or as so many figures with zeros before («00000» shows 01101). */
export type NumberFormat = { isMoment: boolean; figures: number }

const PLAIN: NumberFormat = { isMoment: false, figures: 0 }
/** ECMA-376 §18.8.30: the formats of dates and hours that every program knows by number, also in its Asian tables. */
const isKnownMoment = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Of each style of the book, by its place, how it shows numbers. */
export function numberFormats(styles: string): NumberFormat[] {
  const codes = new Map<number, string>()
  const found: NumberFormat[] = []
  let isCells = false
  walkXml(styles, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      if (name === 'cellXfs') isCells = true
      if (name === 'xf' && isCells) found.push(formatOf(Number(attribute(attributes, 'numFmtId') ?? 0), codes))
    },
    close(name) {
      if (name === 'cellXfs') isCells = false
    },
  })
  return found
}

function formatOf(id: number, codes: Map<number, string>): NumberFormat {
  const code = codes.get(id)
  if (code === undefined) return isKnownMoment(id) ? { isMoment: true, figures: 0 } : PLAIN
  const bare = code.slice(0, 200).replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0]!
  if (/^0{2,20}$/.test(bare)) return { isMoment: false, figures: bare.length }
  return { isMoment: /[dmyhs]/i.test(bare) && !/[#?0]/.test(bare.replace(/s[.,]0+/i, '')), figures: 0 }
}

const EPOCH = { 1900: '1899-12-30', 1904: '1904-01-01' }
const LAST_SERIAL = 2_958_465
const DAY_MINUTES = 1440

/**
 * The day that a number of Excel means. Up to 28 February 1900 its days are one behind, since it believes that 1900 had a
 * 29 February; that day, and what is beyond 9999, stay numbers. Less than a day is an hour: «09:30».
 */
export function momentOf(serial: number, is1904 = false): Cell {
  const minutes = Math.round((serial % 1) * DAY_MINUTES)
  const days = Math.floor(serial) + (minutes === DAY_MINUTES ? 1 : 0)
  if (!(serial >= 0) || days > LAST_SERIAL || (!is1904 && days === 60)) return serial
  const time = clock(minutes % DAY_MINUTES)
  if (days === 0 && !is1904) return time
  const day = addDays(is1904 ? EPOCH[1904] : EPOCH[1900], days + (!is1904 && days < 60 ? 1 : 0))
  return minutes % DAY_MINUTES === 0 ? { day } : { day, time }
}

const clock = (minutes: number) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')

/** As it is shown: with its zeros before, or as a moment. */
export function shown(value: number, format: NumberFormat | undefined, is1904: boolean): Cell {
  if (!format) return value
  if (format.isMoment) return momentOf(value, is1904)
  return format.figures > 0 && Number.isInteger(value) && value >= 0 ? String(value).padStart(format.figures, '0') : value
}
