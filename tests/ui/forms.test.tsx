import { expect, test } from 'vitest'

import { Conflict } from '#app/ui/conflict.tsx'
import { Checkbox, Choice, Field, Select, TextField } from '#app/ui/field.tsx'
import { RecordForm } from '#app/ui/form.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { render, textOf } from './render.tsx'

const refused = {
  errors: { title: ['Escriba el título.'] },
  values: { title: '', kind: 'visit', note: 'Llevar el plano' },
}

test('a refused field says why beside it, is described by hint and error, and keeps what was typed', async () => {
  const html = await render(
    <RecordForm feedback={refused}>
      <TextField name="title" label="Título" hint="Como se dirá en el acta" />
      <TextField name="note" label="Nota" optional />
    </RecordForm>,
  )
  expect(html).toMatch(/<label for="f-title"[^>]*>Título<\/label>/)
  expect(html).toMatch(/<input [^>]*aria-describedby="f-title-ayuda f-title-error" aria-invalid="true"/)
  expect(html).toMatch(/<p class="campo-error" id="f-title-error" role="alert">/)
  expect(html).toContain('value="Llevar el plano"')
  expect(textOf(html)).toContain('Nota (opcional)')
})

test('the summary of a refused form links each problem to its field', async () => {
  const html = await render(
    <RecordForm feedback={refused} id="alta"><TextField name="title" label="Título" /></RecordForm>,
  )
  expect(html).toContain('<h2>Hay un problema</h2>')
  expect(html).toContain('<a href="#alta-title">Escriba el título.</a>')
  expect(html).toContain('id="alta-title"')
})

test('a form that was not refused shows the values of the record and no summary', async () => {
  const html = await render(
    <RecordForm><TextField name="title" label="Título" defaultValue="Mesa de suelo" /></RecordForm>,
  )
  expect(html).toContain('value="Mesa de suelo"')
  expect(html).not.toContain('Hay un problema')
})

test('choices keep what was chosen, and a box that was unchecked stays unchecked', async () => {
  const html = await render(
    <RecordForm feedback={refused}>
      <Choice name="kind" label="Tipo" options={{ table: 'Mesa', visit: 'Visita' }} defaultValue="table" />
      <Select name="region" label="Región" options={{ '08': 'Biobío' }} empty="Todas" defaultValue="08" />
      <Checkbox name="notify" label="Avisar" defaultChecked />
    </RecordForm>,
  )
  expect(html).toMatch(/name="kind"[^>]*value="visit"|value="visit"[^>]*name="kind"/)
  expect(html).toMatch(/<input type="radio" name="kind" checked="" value="visit"\/>|checked=""[^>]*value="visit"/)
  expect(html).not.toMatch(/type="checkbox"[^>]*checked/)
})

test('any control inside a field gets its name, its id and its error', async () => {
  const html = await render(
    <RecordForm feedback={{ errors: { photo: ['La foto pesa demasiado.'] }, values: {} }}>
      <Field name="photo" label="Foto"><input type="file" accept="image/*" /></Field>
    </RecordForm>,
  )
  expect(html).toMatch(/<input [^>]*id="f-photo"[^>]*type="file"|<input [^>]*type="file"[^>]*id="f-photo"/)
  expect(html).toContain('aria-describedby="f-photo-error"')
})

test('a form carries the number of the operation and the version of the record', async () => {
  const html = await render(<RecordForm operationId="0193-aa" version={4}><p /></RecordForm>)
  expect(html).toContain('<input type="hidden" name="operation_id" value="0193-aa"/>')
  expect(html).toContain('<input type="hidden" name="version" value="4"/>')
})

const tome = { id: 'tome', label: 'Municipalidad de Tomé' }

test('before JavaScript the picker is a text field with a list, and what is chosen can be unchecked', async () => {
  const html = await render(
    <Picker
      name="debtor"
      label="Quién debe"
      source="/sugerencias"
      chosen={[tome]}
      suggestions={[{ id: 'penco', label: 'Penco' }]}
    />,
  )
  expect(html).toMatch(/<input list="f-debtor-datos"[^>]*name="debtor_text"/)
  expect(html).toContain('<datalist id="f-debtor-datos"><option value="Penco"></option></datalist>')
  expect(html).toMatch(/<input type="checkbox" name="debtor" checked="" value="tome"\/>Municipalidad de Tomé/)
  expect(html).not.toContain('role="combobox"')
})

test('a refused form gives the picker back its words and the text that was not found', async () => {
  const values = {
    debtor: ['tome', 'penco'],
    debtor_label: ['penco:Penco', 'tome:Municipalidad de Tomé'],
    debtor_text: 'Talca',
  }
  const html = await render(
    <RecordForm feedback={{ errors: { debtor: ['No encontramos «Talca».'] }, values }}>
      <Picker name="debtor" label="Quién debe" source="/sugerencias" multiple />
    </RecordForm>,
  )
  expect(textOf(html)).toMatch(/Municipalidad de Tomé Penco/)
  expect(html).toContain('value="Talca"')
})

test('a conflict posts the chosen text under its field, with the new version and the other fields', async () => {
  const html = await render(
    <Conflict
      title="Paula Díaz cambió este punto a las 10:01."
      version={5}
      keep={{ version: '4', due_on: '2026-12-04', text: 'mío' }}
      fields={[{ name: 'text', label: 'Texto', mine: 'mío', theirs: 'suyo' }]}
    />,
  )
  expect(html).toContain('name="version" value="5"')
  expect(html).not.toContain('value="4"')
  expect(html).toContain('<input type="hidden" name="due_on" value="2026-12-04"/>')
  expect(html.match(/type="radio" name="text"/g)).toHaveLength(2)
  expect(textOf(html)).toContain('Dejar el mío')
})
