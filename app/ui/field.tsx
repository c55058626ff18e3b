import {
  cloneElement,
  type HTMLAttributes,
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'

import { useField } from './feedback.tsx'
import { Icon } from './icon.tsx'

type Common = {
  name: string
  label: ReactNode
  hint?: ReactNode
  /** Says «(opcional)»; required fields say nothing. */
  optional?: boolean
}
type Width = { width?: 'short' | 'medium' | 'full' }

/** Label above, hint below the label, control, and why the server said no. The control inside gets its wiring. */
export function Field({
  name, label, hint, optional, children,
}: Common & { children: ReactElement<InputHTMLAttributes<HTMLInputElement>> }) {
  const { id, aria, typed } = useField(name, hint)
  const control = { id, name, ...aria, className: 'control', ...children.props }
  if (typed?.[0] !== undefined) control.defaultValue = typed[0]
  return (
    <div className="campo">
      <Label htmlFor={id} label={label} optional={optional} />
      <Hint id={id} hint={hint} />
      {cloneElement(children, control)}
      <FieldErrors name={name} />
    </div>
  )
}

export function TextField({
  name, label, hint, optional, width = 'full', ...rest
}: Common & Width & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'width'>) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      <input type="text" {...rest} className={`control ancho-${width}`} />
    </Field>
  )
}

/** A native date; the value is `YYYY-MM-DD`. */
export function DateField(props: Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'width'>) {
  return <TextField type="date" width="short" {...props} />
}

/** A native time of 24 hours; the value is `HH:MM`. */
export function TimeField(props: Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'width'>) {
  return <TextField type="time" width="short" {...props} />
}

export function TextArea({
  name, label, hint, optional, defaultValue, ...rest
}: Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>) {
  const { id, aria, typed } = useField(name, hint)
  return (
    <div className="campo">
      <Label htmlFor={id} label={label} optional={optional} />
      <Hint id={id} hint={hint} />
      <textarea
        rows={4}
        {...rest}
        {...aria}
        id={id}
        name={name}
        className="control"
        defaultValue={typed?.[0] ?? defaultValue}
      />
      <FieldErrors name={name} />
    </div>
  )
}

/** `codes → words`, or a list when the order or the repetition matters. */
export type Options = Readonly<Record<string, string>> | readonly { value: string; label: string }[]

const optionList = (options: Options) =>
  Array.isArray(options)
    ? (options as readonly { value: string; label: string }[])
    : Object.entries(options as Record<string, string>).map(([value, label]) => ({ value, label }))

/** `empty` is the word of the choice that chooses nothing («Todas»). */
export function Select({
  name, label, hint, optional, options, empty, defaultValue, width = 'medium', ...rest
}: Common & Width & { options: Options; empty?: string } & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name'>) {
  const { id, aria, typed } = useField(name, hint)
  return (
    <div className="campo">
      <Label htmlFor={id} label={label} optional={optional} />
      <Hint id={id} hint={hint} />
      <select
        {...rest}
        {...aria}
        id={id}
        name={name}
        className={`control ancho-${width}`}
        defaultValue={typed?.[0] ?? defaultValue}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {optionList(options).map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
      </select>
      <FieldErrors name={name} />
    </div>
  )
}

/** One of a few, all in view: radio buttons that look like chips. */
export function Choice({
  name, label, hint, optional, options, defaultValue, required, onChange,
}: Common & { options: Options; defaultValue?: string; required?: boolean } & Pick<
  HTMLAttributes<HTMLFieldSetElement>,
  'onChange'
>) {
  const { id, aria, typed } = useField(name, hint)
  const chosen = typed?.[0] ?? defaultValue
  return (
    <fieldset className="campo" onChange={onChange} aria-describedby={aria['aria-describedby']}>
      <legend>{label}{optional && <Optional />}</legend>
      <Hint id={id} hint={hint} />
      <div className="opciones">
        {optionList(options).map(({ value, label }, at) => (
          <label key={value} className="opcion">
            <input
              type="radio"
              id={at === 0 ? id : undefined}
              name={name}
              value={value}
              defaultChecked={value === chosen}
              required={required}
            />
            {label}
          </label>
        ))}
      </div>
      <FieldErrors name={name} />
    </fieldset>
  )
}

/** A single yes; unchecked it posts nothing. With the same `name` on several, `value` tells them apart. */
export function Checkbox({
  name, label, hint, value = 'on', defaultChecked, ...rest
}: Common & { value?: string } & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'type'>) {
  const { id, aria, typed, refused } = useField(name, hint)
  const own = value === 'on' ? id : `${id}-${value}`
  return (
    <div className="campo campo-casilla">
      <label className="casilla">
        <input
          {...rest}
          {...aria}
          type="checkbox"
          id={own}
          name={name}
          value={value}
          defaultChecked={refused ? typed?.includes(value) : defaultChecked}
        />
        <span>{label}</span>
      </label>
      <Hint id={id} hint={hint} />
      {value === 'on' && <FieldErrors name={name} />}
    </div>
  )
}

export function Label({ htmlFor, label, optional }: { htmlFor: string; label: ReactNode; optional?: boolean }) {
  return <label htmlFor={htmlFor} id={`${htmlFor}-etiqueta`}>{label}{optional && <Optional />}</label>
}

const Optional = () => <span className="campo-opcional"> (opcional)</span>

export function Hint({ id, hint }: { id: string; hint?: ReactNode }) {
  return hint ? <p className="campo-ayuda" id={`${id}-ayuda`}>{hint}</p> : null
}

export function FieldErrors({ name }: { name: string }) {
  const { id, problems } = useField(name)
  if (!problems) return null
  return (
    <p className="campo-error" id={`${id}-error`} role="alert">
      <Icon name="triangle-alert" small />
      {problems.join(' ')}
    </p>
  )
}
