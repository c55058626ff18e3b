import { useEffect, useRef } from 'react'

import { fieldId, useFeedback } from './feedback.tsx'

/** «Hay un problema»: what to mend, each line a link to its field. Takes the focus, and the title of the page says it. */
export function FormErrors({ title = 'Hay un problema' }: { title?: string }) {
  const { errors, form } = useFeedback()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!errors) return
    box.current?.focus()
    const title = document.title
    document.title = `Error: ${title}`
    return () => {
      if (document.title === `Error: ${title}`) document.title = title
    }
  }, [errors])

  const lines = Object.entries(errors ?? {}).flatMap(([name, all]) => all.map((text) => ({ name, text })))
  if (lines.length === 0) return null
  return (
    <div className="resumen-errores" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {lines.map(({ name, text }) => (
          <li key={name + text}>{name ? <a href={`#${fieldId(form, name)}`}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  )
}
