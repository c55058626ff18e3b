import { takeReply } from '#app/domain/invitations/commands/take-reply.server.ts'

import { ROSA } from './invitations.ts'
import type { World } from './world.ts'

export const AUTHSERV = 'mx.hilvan.example'

export type Reply = {
  from?: string
  attendee?: string
  attendees?: string[]
  partstat?: string
  method?: string
  uid: string
  sequence?: number
  results?: string | null
  message_id?: string | null
  headers?: string[]
  rows?: string[]
  calendar?: string | null
  events?: number
  /** When it was given; without one it does not say. */
  stamp?: string | null
}

/** A mail as a calendar program answers with, each part of which a test may spoil. */
export function replyMail({
  from = ROSA, attendee = from, partstat = 'ACCEPTED', method = 'REPLY', uid, sequence = 0, message_id = '<respuesta-1@cerrillos.example>',
  results = `${AUTHSERV}; dkim=pass header.d=cerrillos.example; spf=fail smtp.mailfrom=otra.example`, headers = [], rows = [], events = 1, stamp = '20261124T140000Z', ...given
}: Reply) {
  const attendees = given.attendees ?? [`ATTENDEE;PARTSTAT=${partstat};CN="Rosa Sanhueza":mailto:${attendee}`]
  const event = ['BEGIN:VEVENT', `UID:${uid}`, `SEQUENCE:${sequence}`, ...(stamp ? [`DTSTAMP:${stamp}`] : []), ...attendees, ...rows, 'SUMMARY:Aceptado: otra cosa', 'DESCRIPTION:CANARIO', 'END:VEVENT']
  const calendar = given.calendar === undefined
    ? ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Otro//Programa//ES', `METHOD:${method}`, ...Array.from({ length: events }, () => event).flat(), 'END:VCALENDAR'].join('\r\n')
    : given.calendar
  return Buffer.from([
    ...(results === null ? [] : [`Authentication-Results: ${results}`]),
    ...headers,
    `From: "Rosa Sanhueza" <${from}>`,
    'To: agenda@hilvan.invalid',
    ...(message_id ? [`Message-ID: ${message_id}`] : []),
    'Subject: Aceptado: Mesa técnica',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="x"',
    '',
    '--x', 'Content-Type: text/plain; charset=utf-8', '', 'Rosa aceptó. CANARIO', '',
    ...(calendar === null ? [] : ['--x', `Content-Type: text/calendar; charset=utf-8; method=${method}`, '', calendar, '']),
    '--x--', '',
  ].join('\r\n'))
}

export const take = (world: World, reply: Reply) => takeReply(world.as('system'), replyMail(reply), AUTHSERV)
