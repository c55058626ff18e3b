import type { Context } from '#app/lib/context.server.ts'

type Pair = { kept_id: string; gone_id: string }

/** Why two institutions cannot be one: somewhere each is something to the other. Sentences, with what to do. */
export async function listContradictions(ctx: Context, pair: Pair): Promise<string[]> {
  const found = await Promise.all([agreementsBetween(ctx, pair), promisesBetween(ctx, pair), requestsBetween(ctx, pair), hierarchy(ctx, pair), relations(ctx, pair)])
  return found.flat()
}

/** An agreement needs two institutions. */
async function agreementsBetween({ db }: Context, { kept_id, gone_id }: Pair) {
  const rows = await db
    .selectFrom('agreement_parties')
    .innerJoin('agreements', 'agreements.id', 'agreement_parties.agreement_id')
    .select('agreements.folio')
    .groupBy('agreements.folio')
    .having((eb) => eb(eb.fn.count('agreement_parties.institution_id').distinct(), '=', 2))
    .having((eb) => eb(eb.fn.count(eb.case().when('agreement_parties.institution_id', 'in', [kept_id, gone_id]).then(eb.ref('agreement_parties.institution_id')).end()).distinct(), '=', 2))
    .where('agreements.id', 'in', db.selectFrom('agreement_parties').select('agreement_id').where('institution_id', '=', gone_id))
    .orderBy('agreements.folio')
    .execute()
  return rows.map(({ folio }) => `Son las dos partes del acuerdo ${folio}, y un acuerdo tiene al menos dos instituciones. Corrija sus partes primero.`)
}

async function promisesBetween({ db }: Context, { kept_id, gone_id }: Pair) {
  const rows = await db
    .selectFrom('commitments')
    .innerJoin('commitment_beneficiaries as beneficiary', 'beneficiary.commitment_id', 'commitments.id')
    .select('commitments.folio')
    .where('commitments.closed_on', 'is', null)
    .where((eb) => eb.or([
      eb.and([eb('commitments.debtor_id', '=', kept_id), eb('beneficiary.institution_id', '=', gone_id)]),
      eb.and([eb('commitments.debtor_id', '=', gone_id), eb('beneficiary.institution_id', '=', kept_id)]),
    ]))
    .orderBy('commitments.folio')
    .execute()
  return rows.map(({ folio }) => `En el compromiso ${folio}, abierto, una le debe a la otra. Corrija quién recibe primero.`)
}

async function requestsBetween({ db }: Context, { kept_id, gone_id }: Pair) {
  const rows = await db
    .selectFrom('connection_requests')
    .select('folio')
    .where('closed_on', 'is', null)
    .where('asker_id', 'in', [kept_id, gone_id])
    .where('with_id', 'in', [kept_id, gone_id])
    .whereRef('asker_id', '<>', 'with_id')
    .orderBy('folio')
    .execute()
  return rows.map(({ folio }) => `En la solicitud ${folio}, abierta, una pide conectarse con la otra. Ciérrela o corríjala primero.`)
}

async function hierarchy(ctx: Context, { kept_id, gone_id }: Pair) {
  const above = [...(await ancestorsOf(ctx, kept_id)), ...(await ancestorsOf(ctx, gone_id))]
  return above.includes(kept_id) || above.includes(gone_id) ? ['Una depende de la otra. Corrija de quién depende primero.'] : []
}

async function ancestorsOf({ db }: Context, id: string): Promise<string[]> {
  const above: string[] = []
  for (let next: string | null | undefined = id; next && above.length < 20;) {
    const row: { parent_id: string | null } | undefined = await db.selectFrom('institutions').select('parent_id').where('id', '=', next).executeTakeFirst()
    next = row?.parent_id
    if (next) above.push(next)
  }
  return above
}

async function relations({ db }: Context, { kept_id, gone_id }: Pair) {
  const between = await db
    .selectFrom('institution_relations')
    .select('id')
    .where('from_id', 'in', [kept_id, gone_id])
    .where('to_id', 'in', [kept_id, gone_id])
    .executeTakeFirst()
  return between ? ['Hay una relación registrada entre las dos. Quítela primero.'] : []
}
