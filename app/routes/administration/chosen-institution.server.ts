import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { fold } from '#app/lib/text.ts'

type Fields = { institution_id: string | null; institution_id_text: string | null }
type Chosen = { id: string | null; errors?: never } | { id?: never; errors: Record<string, string[]> }

/** The institution of a form: chosen from the list, or written where there is no list to choose from. */
export async function chosenInstitution(ctx: Context, { institution_id, institution_id_text }: Fields): Promise<Chosen> {
  if (!institution_id_text) return { id: institution_id }
  const options = await suggestInstitutions(ctx, institution_id_text, 10)
  const exact = options.filter(({ label }) => fold(label) === fold(institution_id_text))
  const [only, another] = exact.length > 0 ? exact : options
  if (only && !another) return { id: only.id }
  const why = only
    ? `Hay varias instituciones parecidas a «${institution_id_text}»; escriba el nombre completo.`
    : `No hay una institución que se llame «${institution_id_text}».`
  return { errors: { institution_id: [why] } }
}
