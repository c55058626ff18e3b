import type { Context } from '#app/lib/context.server.ts'

import type { AttendanceFormInput } from '../forms.server.ts'
import type { ParticipantInput } from '../rules/participants.ts'
import { chooseParticipants, chooseOffice } from './typed.server.ts'

type Guests = { ok: true; value: ParticipantInput[] } | { ok: false; errors: Record<string, string[]> }

/** Whoever came without being asked, as the form says it; the office they came for belongs to each of them. */
export async function readGuests(ctx: Context, input: AttendanceFormInput): Promise<Guests> {
  const known = await chooseParticipants(ctx, { ids: input.guests, text: input.guests_text })
  const behalf = await chooseOffice(ctx, { ids: input.behalf && !input.behalf_text ? [input.behalf] : [], text: input.behalf_text })
  const errors = {
    ...(known.ok ? {} : { guests: [known.problem] }),
    ...(behalf.ok ? {} : { behalf: [behalf.problem] }),
    ...(input.guest_title && !input.guest_name ? { guest_name: ['Escriba también el nombre.'] } : {}),
  }
  if (!known.ok || !behalf.ok || Object.keys(errors).length > 0) return { ok: false, errors }

  const unknown = input.guest_name ? [{ name: input.guest_name, title: input.guest_title }] : []
  const all = [...known.value, ...unknown]
  if (behalf.value && all.length === 0) return { ok: false, errors: { guest_name: ['Escriba quién vino en su representación.'] } }
  return { ok: true, value: all.map((guest) => ({ ...guest, on_behalf_of_position_id: behalf.value })) }
}
