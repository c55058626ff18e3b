/** A real IMAP server on this machine, with one mailbox in a folder of its own. */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { onTestFinished } from 'vitest'

import { freePort } from '../../scripts/free-port.ts'

import { install } from './debian.ts'

const NOBODY = 65534
const BINARY = '/usr/sbin/dovecot'

/** Whether the server can be had here: it starts as root alone, as its own users. */
export const hasImapServer = () => process.getuid?.() === 0 && (existsSync(BINARY) || install(['dovecot-imapd'])) && existsSync(BINARY)

export type ImapServer = { url: string; deliver(raw: Uint8Array): void; flags(): string[] }

export async function startImapServer(): Promise<ImapServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-imap-'))
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(folder, 'mail', part), { recursive: true })
  own(folder, 'mail')
  const port = await freePort()
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port))
  spawnSync('chmod', ['755', folder])
  const server = spawn(BINARY, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  onTestFinished(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  await answers(port)

  let delivered = 0
  return {
    url: `imap://agenda:clave@127.0.0.1:${port}/INBOX`,
    deliver(raw) {
      writeFileSync(join(folder, 'mail', 'new', `${Date.now()}.${++delivered}.prueba`), raw)
      own(folder, 'mail')
    },
    /** The names of the mails, which tell their flags: small letters are keywords. */
    flags: () => ['new', 'cur'].flatMap((part) => readdirSync(join(folder, 'mail', part))).sort(),
  }
}

const own = (folder: string, part: string) => spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, join(folder, part)])

const configuration = (folder: string, port: number) => `
base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
passdb {
  driver = static
  args = password=clave
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${folder}
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`

async function answers(port: number) {
  for (let times = 0; times < 100; times++) {
    const ready = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (ready) return
    await sleep(50)
  }
  throw new Error('dovecot does not answer')
}
