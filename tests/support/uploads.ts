import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'

import { createSession } from '#app/lib/session.server.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

/** A folder of its own for the files of this test. */
export function useFileStore(): string {
  const before = process.env.HILVAN_DATA
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-files-'))
  process.env.HILVAN_DATA = folder
  onTestFinished(() => {
    if (before === undefined) delete process.env.HILVAN_DATA
    else process.env.HILVAN_DATA = before
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A form with a file, as a browser sends it. */
export function multipart(fields: Record<string, string>, file?: { name: string; bytes: Uint8Array | string }) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const bytes = typeof file?.bytes === 'string' ? new TextEncoder().encode(file.bytes) : file?.bytes
  form.append('file', new File(bytes ? [new Uint8Array(bytes)] : [], file?.name ?? ''))
  return form
}

/** The request a signed-in browser makes when it sends such a form. */
export async function upload({ db, clock }: World, who: Name | { cookie: string }, path: string, form: FormData): Promise<Request> {
  const cookie = typeof who === 'object' ? who.cookie : (await createSession(db, who, clock.now, null)).split(';')[0]!
  return new Request(`http://localhost:3000${path}`, { method: 'POST', headers: { Cookie: cookie }, body: form })
}

/** The smallest file that says it is a PDF. */
export const PDF = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'
