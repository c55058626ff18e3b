import { Form, useNavigation, type FormProps } from '@remix-run/react'
import { useRef, type FormEvent, type KeyboardEvent } from 'react'

import { FormFeedback, type Feedback } from './feedback.tsx'
import { FormErrors } from './form-errors.tsx'

/**
 * A form that writes. Posts to its action, works before JavaScript, sends once, saves with Ctrl Enter.
 * `operationId` (made by the loader) lets the server recognise a repeated post; `version` is that of the record edited.
 */
export function RecordForm({
  feedback, id = 'f', operationId, version, summary = true, children, className = 'formulario', onSubmit, ...rest
}: {
  feedback?: Feedback | null
  /** Prefix of the ids of the fields: set it when a page has two forms. */
  id?: string
  operationId?: string
  version?: number
  /** The summary of errors above the fields. */
  summary?: boolean
} & Omit<FormProps, 'id' | 'method'>) {
  const sent = useRef(false)
  const busy = useNavigation().state !== 'idle'

  function once(event: FormEvent<HTMLFormElement>) {
    if (busy && sent.current) return event.preventDefault()
    sent.current = true
    onSubmit?.(event)
  }

  return (
    <FormFeedback feedback={feedback} form={id}>
      <Form
        {...rest}
        method="post"
        className={className}
        onSubmit={once}
        onKeyDown={saveOnCtrlEnter}
        noValidate={Boolean(feedback?.errors)}
      >
        {operationId && <input type="hidden" name="operation_id" value={operationId} />}
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        {summary && <FormErrors />}
        {children}
      </Form>
    </FormFeedback>
  )
}

/** The row of buttons that ends a form: the primary first. */
export function FormActions({ children }: { children: FormProps['children'] }) {
  return <div className="acciones acciones-formulario">{children}</div>
}

function saveOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
