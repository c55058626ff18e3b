import { createContext, useContext, type ReactNode } from 'react'

/** What a refused form answered: sentences by field, and every field as it was typed. */
export type Feedback = { errors?: Record<string, string[]>; values?: Record<string, string | string[]> }

const FormFeedbackContext = createContext<Feedback & { form: string }>({ form: 'f' })

/** Fields below it take their errors and their typed values from `feedback`. `form` keeps ids apart on one page. */
export function FormFeedback({
  feedback, form = 'f', children,
}: { feedback?: Feedback | null; form?: string; children: ReactNode }) {
  return <FormFeedbackContext.Provider value={{ ...feedback, form }}>{children}</FormFeedbackContext.Provider>
}

export const useFeedback = () => useContext(FormFeedbackContext)

export const fieldId = (form: string, name: string) => `${form}-${name.replace(/[^\w-]/g, '-')}`

/** Everything a control called `name` needs to say what it is and what is wrong with it. */
export function useField(name: string, hint?: ReactNode) {
  const { errors, values, form } = useFeedback()
  const id = fieldId(form, name)
  const problems = errors?.[name]
  const described = [hint ? `${id}-ayuda` : '', problems ? `${id}-error` : ''].filter(Boolean).join(' ')
  const typed = values?.[name]
  return {
    id,
    problems,
    /** What the person typed last time: `undefined` when the form has not been refused. */
    typed: Array.isArray(typed) ? typed : typed === undefined ? (values ? [] : undefined) : [typed],
    refused: values !== undefined,
    aria: {
      'aria-describedby': described || undefined,
      'aria-invalid': problems ? (true as const) : undefined,
    },
  }
}
