import { plural } from '#app/lib/text.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const LONGEST_PAUSE = 6 * HOUR

/** How long a claimed mail belongs to its worker (ms): longer than any attempt may last. */
export const LEASE_MS = 150_000

/** Some five days of attempts. */
export const MOST_ATTEMPTS = 30

/** How long (ms) a mail rests after its nth failed attempt: from 1 minute to 6 hours, never all at the same moment. */
export function pauseAfter(attempts: number, chance = Math.random()): number {
  const pause = Math.min(MINUTE * 2 ** (attempts - 1), LONGEST_PAUSE)
  return Math.round(Math.min(pause * (1 + chance / 4), LONGEST_PAUSE))
}

/**
 * Stands in a mail for the address of its answer page, which is made when the mail leaves: only the hash of its secret
 * is stored. Long and odd, so that nobody writes it by accident.
 */
export const ANSWER_LINK = '{{enlace-de-respuesta-4b8e1f}}'

/** The same for the page of an institution: see mintAccessLink. */
export const ACCESS_LINK = '{{enlace-de-acceso-7d2c90}}'

/** The same for the address that stops mail of a kind: see mintSilenceLink. */
export const SILENCE_LINK = '{{enlace-de-silencio-91ac5e}}'

type Texts = { body: string; html: string | null }

/** The texts of a mail with the address of its answer page, which must need no escaping in HTML. */
export const withAnswerLink = (texts: Texts, address: string): Texts => put(texts, ANSWER_LINK, address)

/** The texts of a mail with a link to the page of an institution in place of ACCESS_LINK. */
export const withAccessLink = (texts: Texts, address: string): Texts => put(texts, ACCESS_LINK, address)

/** Whether a text still lacks an address: it must not leave so. */
export const lacksLink = (text: string | null) => text !== null && [ANSWER_LINK, ACCESS_LINK, SILENCE_LINK].some((place) => text.includes(place))

const put = ({ body, html }: Texts, place: string, address: string): Texts => ({
  body: body.replaceAll(place, address),
  html: html?.replaceAll(place, address) ?? null,
})

export type Standing = { configured: boolean; paused: boolean; waiting: number }

/** Why mail does not leave, in a sentence; nothing when it does. */
export function whyItWaits({ configured, paused }: Omit<Standing, 'waiting'>): string | null {
  if (!configured) return 'El correo espera: no hay servidor de correo configurado.'
  if (paused) return 'El correo espera: los envíos están en pausa.'
  return null
}

/** «12 mensajes en cola.» */
export const inQueue = (waiting: number) => `${plural(waiting, 'mensaje', 'mensajes')} en cola.`
