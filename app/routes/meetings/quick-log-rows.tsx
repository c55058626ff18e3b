import { useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'

import { quickTerms } from '#app/domain/meetings/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { useFeedback } from '#app/ui/feedback.tsx'
import { DateField, Select, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Picker } from '#app/ui/picker.tsx'
import type { Option } from '#app/ui/use-picker.ts'

/** What was agreed; blank rows are nothing. */
export function AgreementRows() {
  const rows = useRows('agreements', 2)
  return (
    <Rows kind="agreements" title="Acuerdos" hint="Enter pasa a la fila siguiente. Alt A vuelve aquí." more="Agregar otro acuerdo" {...rows}>
      {(at) => <TextField name={`agreements[${at}].text`} label={`Acuerdo ${at + 1}`} autoComplete="off" maxLength={2000} />}
    </Rows>
  )
}

/** Who promised what to whom, by when; blank rows are nothing. */
export function CommitmentRows({ institutions }: { institutions: Option[] }) {
  const rows = useRows('commitments', 3)
  return (
    <Rows kind="commitments" title="Compromisos" hint="Quien debe es la primera institución, salvo que se diga otra. Alt C vuelve aquí." more="Agregar otro compromiso" {...rows}>
      {(at) => <CommitmentFields at={at} institutions={institutions} />}
    </Rows>
  )
}

function CommitmentFields({ at, institutions }: { at: number; institutions: Option[] }) {
  const { errors, values } = useFeedback()
  const name = (field: string) => `commitments[${at}].${field}`
  const hidden = ['debtor', 'to', 'responsible', 'agreement']
  const open = hidden.some((field) => errors?.[name(field)] ?? values?.[name(field)] ?? values?.[`${name(field)}_text`])
  return (
    <>
      <div className="group/plazo grid gap-x-4 gap-y-3 lg:grid-cols-[minmax(0,1fr)_auto]">
        <TextField name={name('text')} label={`Compromiso ${at + 1}`} autoComplete="off" maxLength={2000} />
        <div className="campos-juntos">
          <div className="w-24 group-has-[option[value=date]:checked]/plazo:hidden group-has-[option[value=none]:checked]/plazo:hidden">
            <TextField name={name('n')} label="Plazo" inputMode="numeric" autoComplete="off" maxLength={10} placeholder="10 o 2-12" />
          </div>
          <Select name={name('term')} label="En" options={quickTerms} defaultValue="habiles" width="short" />
          <div className="hidden group-has-[option[value=date]:checked]/plazo:block">
            <DateField name={name('due_on')} label="Vence" />
          </div>
        </div>
      </div>
      <details open={open}>
        <summary className="enlace-accion text-accion"><Icon name="plus" small />Quién debe, a quién, responsable, de qué acuerdo</summary>
        <div className="grid items-start gap-4 pt-3 lg:grid-cols-2">
          <Picker name={name('debtor')} label="Quién debe" optional placeholder={institutions[0]?.label ?? 'La primera institución'} source="/sugerencias/instituciones" suggestions={institutions} />
          <Picker name={name('to')} label="A quién" optional multiple placeholder="Su equipo" source="/sugerencias/instituciones" suggestions={institutions} />
          <Picker name={name('responsible')} label="Cargo responsable" optional source={positionsOf(institutions)} />
          <Select name={name('agreement')} label="Viene de" options={fromAgreement} empty="La reunión, sin acuerdo" />
        </div>
      </details>
    </>
  )
}

const fromAgreement = Array.from({ length: 10 }, (_, at) => ({ value: String(at + 1), label: `Acuerdo ${at + 1}` }))

const positionsOf = ([first]: Option[]) =>
  first ? `/sugerencias/cargos?institucion=${encodeURIComponent(first.id)}` : '/sugerencias/cargos'

function Rows({ kind, title, hint, more, count, add, box, children }: {
  kind: string
  title: string
  hint: string
  more: string
  children: (at: number) => ReactNode
} & ReturnType<typeof useRows>) {
  return (
    <Card title={title} aside={<span className="solo-escritorio">{hint}</span>}>
      <div ref={box} className="grid gap-5">
        {Array.from({ length: count }, (_, at) => (
          <div key={at} data-row={kind} className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-borde pt-4 first:border-0 first:pt-0">{children(at)}</div>
        ))}
      </div>
      <div>
        <Button small icon="plus" name="more" value={kind} formNoValidate data-more onClick={(event) => { event.preventDefault(); add() }}>{more}</Button>
      </div>
    </Card>
  )
}

/** How many rows there are: those that came back with something, and one more when it was asked for. */
function useRows(kind: string, least: number) {
  const { values } = useFeedback()
  const [count, setCount] = useState(() => Math.min(Math.max(least, lastOf(kind, values) + (values?.more === kind ? 1 : 0)), MOST))
  const box = useRef<HTMLDivElement>(null)

  function add() {
    flushSync(() => setCount(Math.min(count + 1, MOST)))
    box.current?.lastElementChild?.querySelector('input')?.focus()
  }
  return { count, add, box }
}

const MOST = 20

function lastOf(kind: string, values?: Record<string, string | string[]>) {
  const names = Object.keys(values ?? {}).filter((name) => name.startsWith(`${kind}[`))
  const places = names.map((name) => Number.parseInt(name.slice(kind.length + 1), 10))
  return Math.max(-1, ...places) + 1
}
