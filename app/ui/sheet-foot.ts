import { useMatches } from '@remix-run/react'
import type { CSSProperties } from 'react'

/**
 * What every sheet of a printed page says at its foot, besides its number. The margins of a sheet only hear styles, so
 * it travels as two properties of the root element: see app/styles/acta.css.
 */
export type SheetFoot = { record: string; copy: string; mark: string }

export const footStyle = ({ record, copy, mark }: SheetFoot) =>
  ({ '--pie-registro': quoted(record), '--pie-copia': quoted(copy), '--pie-huella': quoted(mark) }) as CSSProperties

/** The foot of the page being shown, when its loader answers a `foot`: only then is the page a sheet of paper. */
export function useSheetFoot(): SheetFoot | undefined {
  return useMatches().map(({ data }) => (data as { foot?: SheetFoot } | undefined)?.foot).find(Boolean)
}

/** A text of CSS. */
const quoted = (text: string) => `"${text.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`
