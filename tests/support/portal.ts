import { action as deliver, loader as delivery } from '#app/routes/portal/delivery.tsx'
import { action as extend, loader as extension } from '#app/routes/portal/extension.tsx'
import { loader as commitmentPage } from '#app/routes/portal/commitment.tsx'
import { loader as contact } from '#app/routes/portal/contact.tsx'
import { loader as home } from '#app/routes/portal/index.tsx'
import { loader as frame } from '#app/routes/portal/layout.tsx'
import { loader as calendarFile } from '#app/routes/portal/meeting-calendar.ts'
import { loader as meetings } from '#app/routes/portal/meetings.tsx'
import { action as answer, loader as otherAnswer } from '#app/routes/portal/other-answer.tsx'
import { loader as receipt } from '#app/routes/portal/receipt.tsx'

import type { Device } from './access.ts'
import type { Name } from './cast.ts'
import { multipart, upload } from './uploads.ts'
import type { World } from './world.ts'

type Visitor = Name | NonNullable<Device>

/** The pages of one commitment, by the end of their address. */
export const commitmentPages = { '': commitmentPage, '/cumplimiento': delivery, '/plazo': extension, '/respuesta': otherAnswer, '/recibo': receipt }
/** The pages of nobody's commitment. */
export const generalPages = { '/m': home, '/m/reuniones': meetings, '/m/contacto': contact }
export { calendarFile, frame, home, meetings }

/** What a refused form answers, as the page reads it. */
export type Answer = { data: { errors: Record<string, string[]>; values: Record<string, string> }; init: { status: number } }

export const homeOf = (world: World, who: Visitor = 'rosa', search = '') => world.visit(home, who, `/m${search}`)

/** «Informar cumplimiento», as a browser sends it. */
export async function sendDelivery(
  world: World,
  folio: string,
  fields: Record<string, string> = {},
  file?: { name: string; bytes: Uint8Array | string },
  who: Visitor = 'rosa',
) {
  const request = await upload(world, who, `/m/compromisos/${folio}/cumplimiento`, multipart(fields, file))
  return deliver({ request, params: { folio }, context: {} })
}

export const askExtension = (world: World, folio: string, form: Record<string, string>, who: Visitor = 'rosa') =>
  world.visit(extend, who, `/m/compromisos/${folio}/plazo`, { params: { folio }, form })

export const sendOther = (world: World, folio: string, form: Record<string, string>, who: Visitor = 'rosa') =>
  world.visit(answer, who, `/m/compromisos/${folio}/respuesta`, { params: { folio }, form })

export const pageOf = <K extends keyof typeof commitmentPages>(world: World, end: K, folio: string, who: Visitor = 'rosa') =>
  world.visit(commitmentPages[end], who, `/m/compromisos/${folio}${end}`, { params: { folio } }) as ReturnType<(typeof commitmentPages)[K]>
