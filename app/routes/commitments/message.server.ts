import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { holderOn } from '#app/domain/tenures/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

/** A text ready to be sent by hand: which promise, since when, and what is asked. */
export function messageOf(ctx: Context, { folio, text, due_on }: Commitment) {
  const when = due_on === null
    ? 'que todavía no tiene fecha'
    : `que ${due_on < today(ctx) ? 'vencía' : 'vence'} el ${formatDay(due_on)} (${agoDays(due_on, today(ctx))})`
  return {
    subject: `${folio}: ¿en qué va?`,
    text: [
      'Estimadas, estimados:',
      `Les escribo por el compromiso ${folio}, «${text}», ${when}.`,
      '¿Nos pueden contar en qué va, enviar el respaldo si ya está hecho, o proponer una fecha nueva con su motivo?',
      `Saludos,\n${ctx.viewer.name}`,
    ].join('\n\n'),
  }
}

/** Whoever answers for it today and how the position is reached; empty where nobody knows. */
export async function reachOf(ctx: Context, { responsible_position_id, responsible_title, debtor_id }: Commitment) {
  const holder = responsible_position_id ? await holderOn(ctx, responsible_position_id, today(ctx)) : undefined
  const points = [
    ...(responsible_position_id ? await listContactPoints(ctx, 'position', [responsible_position_id]) : []),
    ...(await listContactPoints(ctx, 'institution', [debtor_id])),
  ]
  const name = holder ? `${holder.given_names} ${holder.first_surname}` : null
  return {
    who: [name, responsible_title].filter(Boolean).join(', '),
    email: points.find((point) => point.kind === 'email')?.value ?? null,
    phone: points.find((point) => point.kind === 'whatsapp')?.value.replace(/\D/g, '') ?? null,
  }
}
