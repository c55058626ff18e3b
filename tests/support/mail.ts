import type { AddressInfo, Socket } from 'node:net'

import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

import { enqueueMail, type NewMail } from '#app/domain/outbox/commands.server.ts'
import { sendNext, type Sending } from '#app/jobs/send.server.ts'
import type { SmtpSettings } from '#app/lib/mail-settings.server.ts'
import { createMailer } from '#app/lib/mailer.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

export type Received = { from: string; to: string[]; raw: string }
type Refusal = { code: number; message: string } | undefined
type Behaviour = {
  /** What is said of a recipient. */
  recipient?: (address: string) => Refusal
  /** What is done with a whole message: an answer, or its socket cut before any. */
  message?: (received: Received, cut: () => void) => Refusal | Promise<Refusal>
} & Pick<SMTPServerOptions, 'onConnect' | 'onAuth' | 'authOptional'>

/** A real SMTP server on this machine; whoever made it closes it. What it accepts is in `received`, in order. */
export async function openPost({ recipient, message, ...options }: Behaviour = {}) {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    ...options,
    onRcptTo: ({ address }, _session, done) => done(refused(recipient?.(address))),
    onData(stream, { envelope, remotePort }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope
        const mail = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() }
        const cut = () => [...sockets].find((socket) => socket.remotePort === remotePort)?.destroy()
        void Promise.resolve(message?.(mail, cut)).then((refusal) => {
          if (!refusal) received.push(mail)
          done(refused(refusal))
        })
      })
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  /** Ends every connection, as a server does that is restarted. */
  const hangUp = () => sockets.forEach((socket) => socket.destroy())
  const close = () =>
    new Promise<void>((resolve) => {
      hangUp()
      server.close(() => resolve())
    })
  return { received, port, close, hangUp }
}

const refused = (refusal: Refusal) => (refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.code }) : undefined)

export const readMail = ({ raw }: Received): Promise<ParsedMail> => simpleParser(raw)

/** «Name <address>» of a header that names one person. */
export const oneAddress = (header: AddressObject | AddressObject[] | undefined) => [header ?? []].flat().flatMap(({ value }) => value)[0]

export const smtpAt = (port: number, more: Partial<SmtpSettings> = {}): SmtpSettings => ({
  host: '127.0.0.1', port, secure: false, plain: true, auth: undefined, from: { name: 'Hilván', email: 'agenda@red.example' }, reply_to: undefined, ...more,
})

/** Leaves a mail in the outbox, as a command would. */
export async function leaveMail({ as }: Pick<World, 'as'>, given: Partial<NewMail> = {}, who: Name | 'system' = 'paula') {
  const key = given.key ?? newId()
  await atomically(as(who), (ctx) =>
    enqueueMail(ctx, {
      key, topic: 'minutes.closed', subject_type: 'meeting', subject_id: 'x', recipient: 'rosa@cerrillos.example', recipient_name: 'Rosa Sanhueza',
      subject: 'Acta de «Mesa de suelo»', body: 'Buenos días, Rosa.\n\nEsto se acordó.', ...given,
    }),
  )
  return key
}

/** Sends everything that may leave at this moment of the world's clock. Answers how many attempts that took. */
export async function sendAll({ db, clock }: World, port: number, more: Partial<Sending> = {}) {
  const mailer = createMailer(smtpAt(port))
  const sending: Sending = { db, mailer, worker: 'uno', now: () => clock.now, ...more }
  let attempts = 0
  while ((await sendNext(sending)) !== 'nothing') attempts++
  mailer.close()
  return attempts
}

export const mailRow = ({ raw }: Pick<World, 'raw'>, key: string) => raw.selectFrom('outbox').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
