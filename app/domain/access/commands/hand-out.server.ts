import { record } from '#app/domain/activity/commands.server.ts'
import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { findPosition, type Position } from '#app/domain/positions/queries.server.ts'
import type { Tenure } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { findDone, once } from '#app/lib/operations.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { SendInput } from '../forms.server.ts'
import { ACCESS_TOPIC, accessMail } from '../mail.ts'
import { canManageAccess } from '../policy.ts'
import { findReach } from '../queries/reach.server.ts'
import { endOf, LINK_DAYS } from '../rules.ts'
import { mintAccessLink } from './mint.server.ts'

const CHANGED = 'Cambió quién ocupa el cargo mientras usted miraba. Revise a quién se envía.'

/** Leaves a mail with a link for whoever holds a post, at one of the addresses of the directory. Answers their name. */
export async function sendAccess(ctx: Context, position_id: string, { recipient, tenure_id, operation_id }: SendInput): Promise<string> {
  return atomically(ctx, async (ctx) => {
    const position = found(await findPosition(ctx, position_id))
    permit(canManageAccess(ctx.viewer))
    const { holder, recipients } = await findReach(ctx, position)
    if (holder?.id !== tenure_id) throw new Conflict(CHANGED)
    if (!recipients.some(({ email }) => email === recipient)) throw new Conflict('Ese correo ya no está en el directorio. Elija otro.')
    const name = nameOf(holder)
    await once(ctx, operation_id, async () => {
      await enqueueMail(ctx, {
        key: `access:${holder.id}:${operation_id ?? ctx.now.toISOString()}`,
        topic: ACCESS_TOPIC,
        subject_type: 'tenure',
        subject_id: holder.id,
        institution_id: position.institution_id,
        recipient,
        recipient_name: name,
        not_after: endOf(ctx.now, LINK_DAYS),
        ...letterTo(ctx, position, holder),
      })
      await record(ctx, 'access.sent', subjectsOf(position, holder), { name, title: position.title })
      return position_id
    })
    return name
  })
}

/** The exact words, with a place where the address comes. */
export const letterTo = ({ viewer }: Context, { title, institution_name }: Position, holder: Tenure) =>
  accessMail({ holder: nameOf(holder), title, institution: institution_name, writer: { name: viewer.name, email: viewer.email } })

/** A link to hand over by oneself; its address is told once: null the second time. */
export async function copyAccess(ctx: Context, position_id: string, operation_id: string | undefined): Promise<{ address: string; holder: string; institution: string } | null> {
  return atomically(ctx, async (ctx) => {
    const position = found(await findPosition(ctx, position_id))
    permit(canManageAccess(ctx.viewer))
    if ((await findDone(ctx, operation_id)) !== undefined) return null
    const { holder } = await findReach(ctx, position)
    const link = holder && (await mintAccessLink(ctx, { position_id, tenure_id: holder.id }))
    if (!link) throw new Conflict('El cargo está vacante: no hay a quién dar un enlace.')
    await once(ctx, operation_id, async () => {
      await record(ctx, 'access.copied', subjectsOf(position, holder), { name: nameOf(holder), title: position.title })
      return position_id
    })
    return { address: link.address, holder: nameOf(holder), institution: position.institution_name }
  })
}

const subjectsOf = ({ id, institution_id }: Position, { person_id }: Tenure) => [
  { type: 'position' as const, id }, { type: 'institution' as const, id: institution_id }, { type: 'person' as const, id: person_id },
]
