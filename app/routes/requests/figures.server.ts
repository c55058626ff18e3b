import { connectionFigures, type Period } from '#app/domain/connection-requests/queries/figures.server.ts'
import { figureAddress } from '#app/domain/connection-requests/rules.ts'
import type { RequestStateFilter } from '#app/domain/connection-requests/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addMonths, formatDay } from '#app/lib/days.ts'
import { formatNumber, plural } from '#app/lib/text.ts'

/** A number in words with the list behind it. */
export type Counted = { text: string; to: string }
export type Figures = Awaited<ReturnType<typeof readFigures>>

/** The figures of a period, each with its denominator; of the last twelve months when none was chosen. Two queries. */
export async function readFigures(ctx: Context, asked: Period) {
  const chosen = asked.from !== undefined || asked.until !== undefined
  const period = chosen ? asked : { from: addMonths(today(ctx), -12), until: today(ctx) }
  const figures = await connectionFigures(ctx, period)
  const { received, with_result, achieved, open, withdrawn, called, median_days } = figures
  const of = (text: string, state?: RequestStateFilter): Counted => ({ text, to: figureAddress(period, state) })
  return {
    period: periodText(period, chosen),
    received: of(plural(received, 'solicitud recibida', 'solicitudes recibidas')),
    achieved: of(formatNumber(achieved), 'logradas'),
    with_result: of(`${formatNumber(with_result)} con resultado`, 'con-resultado'),
    share: with_result > 0 ? `${formatNumber(Math.round((achieved / with_result) * 100))} %` : null,
    rest: [
      ...(open > 0 ? [of(`${formatNumber(open)} ${open === 1 ? 'sigue' : 'siguen'} en curso`, 'abiertas')] : []),
      ...(withdrawn > 0 ? [of(plural(withdrawn, 'retirada', 'retiradas'), 'retiradas')] : []),
    ],
    days: median_days === null ? null : plural(median_days, 'día corrido', 'días corridos'),
    called: of(formatNumber(called), 'llegaron-a-reunion'),
    empty: received === 0,
  }
}

function periodText({ from, until }: Period, chosen: boolean) {
  if (!chosen) return 'recibidas en los últimos 12 meses'
  return ['recibidas', from && `desde el ${formatDay(from)}`, until && `hasta el ${formatDay(until)}`].filter(Boolean).join(' ')
}
