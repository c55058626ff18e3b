import { record } from '#app/domain/activity/commands.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { DAY_MS } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { findDone, once } from '#app/lib/operations.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { ErrandInput } from '../forms.server.ts'
import { ERRAND_TOPIC, errandMail } from '../mail.ts'
import { canEntrust } from '../policy.ts'
import { findOwnTenure, listErrands } from '../queries/errands.server.ts'
import { endOf, ERRAND_DAYS } from '../rules.ts'
import { insertDelegate } from './delegate.server.ts'
import { insertLink } from './mint.server.ts'

/** Colleagues who may have the same commitment at once, and how many a leader names in a day: a link that leaked sends no mail storm. */
const AT_ONCE = 3
const A_DAY = 20

/**
 * A colleague may answer for one commitment, and see nothing else, for 30 days. The address is told once; null when it was
 * told already. With an e-mail a letter leaves too, with an address of its own.
 */
export async function giveErrand(ctx: Context, commitment_id: string, { name, email, operation_id }: ErrandInput): Promise<string | null> {
  return atomically(ctx, async (ctx) => {
    const commitment = found(await findErrandMatter(ctx, commitment_id))
    permit(canEntrust(ctx.viewer, commitment))
    if (commitment.closed_on) throw new Conflict('Este compromiso ya está cerrado.')
    if ((await findDone(ctx, operation_id)) !== undefined) return null
    const tenure_id = await findOwnTenure(ctx)
    if (!tenure_id) throw new Conflict('Ningún cargo de su institución tiene titular registrado. Avise a la coordinación.')
    await refuseTooMany(ctx, commitment.id)

    let address = ''
    await once(ctx, operation_id, async () => {
      const id = await insertDelegate(ctx, { name, tenure_id, errand_id: commitment.id, institution_id: ctx.viewer.institution_id, mailbox: null })
      const until = endOf(ctx.now, ERRAND_DAYS)
      address = (await insertLink(ctx, { user_id: id, tenure_id, expires_at: until })).address
      if (email) {
        const { institution, folio, text, due_on } = commitment
        const letter = errandMail({ name, leader: ctx.viewer.name, institution, folio, text, due_on, until_on: until.slice(0, 10) })
        const about = { key: `errand:${id}`, topic: ERRAND_TOPIC, subject_type: 'user', subject_id: id, institution_id: commitment.debtor_id }
        await enqueueMail(ctx, { ...about, recipient: email, recipient_name: name, not_after: until, ...letter })
      }
      await record(ctx, 'access.errand_given', subjectsOf(commitment), { name, folio: commitment.folio })
      return id
    })
    return address
  })
}

/** The colleague’s links and devices stop working now; what they answered stays. */
export async function endErrand(ctx: Context, commitment_id: string, id: string) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findErrandMatter(ctx, commitment_id))
    permit(canEntrust(ctx.viewer, commitment))
    const errand = found((await listErrands(ctx, [commitment.id])).find((one) => one.id === id))
    const at = ctx.now.toISOString()
    await ctx.db.updateTable('users').set({ disabled_at: at, updated_at: at, updated_by: ctx.viewer.id }).where('id', '=', id).execute()
    await ctx.db.updateTable('access_links').set({ revoked_at: at }).where('user_id', '=', id).where('revoked_at', 'is', null).execute()
    await record(ctx, 'access.errand_ended', subjectsOf(commitment), { name: errand.name, folio: commitment.folio })
  })
}

const findErrandMatter = (ctx: Context, id: string) =>
  visibleCommitments(ctx)
    .select(['commitments.id', 'commitments.folio', 'commitments.text', 'commitments.debtor_id', 'commitments.due_on'])
    .select(['commitments.closed_on', 'debtor.name as institution'])
    .where('commitments.id', '=', id)
    .executeTakeFirst()

async function refuseTooMany(ctx: Context, commitment_id: string) {
  if ((await listErrands(ctx, [commitment_id])).filter(({ mailbox }) => mailbox === null).length >= AT_ONCE) throw new Conflict(`Ya lo tienen ${AT_ONCE} personas de su equipo. Termine uno de esos encargos para agregar otro.`)
  const { total } = await ctx.db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('errand_id', 'is not', null)
    .where('mailbox', 'is', null)
    .where('institution_id', '=', ctx.viewer.institution_id)
    .where('created_at', '>', new Date(ctx.now.getTime() - DAY_MS).toISOString())
    .executeTakeFirstOrThrow()
  if (Number(total) >= A_DAY) throw new Conflict('Hoy ya encargó muchos compromisos. Siga mañana, o hable con la coordinación.')
}

const subjectsOf = ({ id, debtor_id }: { id: string; debtor_id: string }) =>
  [{ type: 'commitment' as const, id }, { type: 'institution' as const, id: debtor_id }]
