import { readMonth } from '#app/domain/search/rules/months.ts'
import { today, type Context } from '#app/lib/context.server.ts'

/** The meetings of the month that some words name, and where they are: nothing says its own month in words. */
export function monthNamed(ctx: Context, q: string): { label: string; to: string } | null {
  const month = readMonth(q, today(ctx))
  if (!month) return null
  const { from, until, rest } = month
  const params = new URLSearchParams({ vista: 'todas', ...(rest ? { q: rest } : {}), desde: from, hasta: until })
  return { label: `las reuniones de ${name.format(new Date(from))}${rest ? ` con «${rest}»` : ''}`, to: `/reuniones?${params}` }
}

const name = new Intl.DateTimeFormat('es-CL', { timeZone: 'UTC', month: 'long', year: 'numeric' })
