import { parseWithZod } from '@conform-to/zod/v4'
import type { z } from 'zod'

/** What a refused form answers: Spanish sentences by field, and every field as it was typed. */
export type Refused = { ok: false; errors: Record<string, string[]>; values: Record<string, string | string[]> }
export type Accepted<T> = { ok: true; input: T; values: Record<string, string | string[]> }

const FIELD = /^[a-zA-Z]\w{0,39}(\[\d{1,2}\])?(\.[a-zA-Z]\w{0,39}(\[\d{1,2}\])?){0,2}$/
const LIMITS = { fields: 400, value: 100_000, body: 256 * 1024 }

/** Not a person's mistake: a form of ours never sends this. */
const bad = (why: string, status = 400) => new Response(why, { status })

/** The body of a urlencoded form, as text. Throws a 4xx response for anything else. */
async function formText(request: Request): Promise<string> {
  const type = request.headers.get('Content-Type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) throw bad('Formato no admitido', 415)
  const text = await request.text()
  if (text.length > LIMITS.body) throw bad('El formulario es demasiado grande', 413)
  return text
}

/** What was typed in a form of either kind, attachments left out, as a urlencoded body. Throws a 4xx response. */
export async function typedText(request: Request): Promise<string> {
  if (!request.headers.get('Content-Type')?.startsWith('multipart/form-data')) return formText(request)
  const typed = [...(await request.formData())].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  const text = new URLSearchParams(typed).toString()
  if (text.length > LIMITS.body) throw bad('El formulario es demasiado grande', 413)
  return text
}

/**
 * The fields of a form, checked before anything builds objects from their names: a field called `a[20000000]`
 * would otherwise exhaust the memory.
 */
export async function readFields(request: Request): Promise<FormData> {
  return checkFields(new URLSearchParams(await formText(request)))
}

export function checkFields(fields: Iterable<[string, string]>): FormData {
  const form = new FormData()
  let count = 0
  for (const [name, value] of fields) {
    if (++count > LIMITS.fields) throw bad('Demasiados campos')
    if (!FIELD.test(name)) throw bad('Campo no válido')
    if (value.length > LIMITS.value) throw bad('Texto demasiado largo', 413)
    form.append(name, value.replaceAll('\r\n', '\n').replaceAll('\u0000', ''))
  }
  return form
}

/** Reads and checks a form. A refused form is an answer, not an error: `return data(form, { status: 400 })`. */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<Accepted<z.output<S>> | Refused> {
  return checkForm(await readFields(request), schema)
}

/** The same for fields that were read already. */
export async function checkForm<S extends z.ZodType>(
  form: FormData,
  schema: S,
): Promise<Accepted<z.output<S>> | Refused> {
  const values = valuesOf(form)
  const submission = await parseWithZod(form, { schema, async: true })
  if (submission.status === 'success') return { ok: true, input: submission.value as z.output<S>, values }
  return { ok: false, errors: keepErrors(submission.error), values }
}

/** A refusal that the schema could not know: the record, the calendar or the viewer says no. */
export const refuse = (form: { values: Refused['values'] }, errors: Record<string, string[]>): Refused => ({
  ok: false,
  errors,
  values: form.values,
})

/** Every field as typed, by its name: flat strings, safe to send back at any depth of input. Passwords never go back. */
export function valuesOf(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    if (name.includes('password')) continue
    const all = form.getAll(name).filter((value) => typeof value === 'string')
    values[name] = all.length > 1 ? all : (all[0] ?? '')
  }
  return values
}

function keepErrors(error: Record<string, string[] | null> | null | undefined) {
  const errors: Record<string, string[]> = {}
  for (const [name, messages] of Object.entries(error ?? {})) if (messages?.length) errors[name] = messages
  return errors
}
