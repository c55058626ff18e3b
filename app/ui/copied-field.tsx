import { useRef, useState } from 'react'

import { Button } from './button.tsx'
import { useHydrated } from './use-hydrated.ts'

/** A line to paste elsewhere: its text can be selected; with JavaScript, a button copies it. */
export function CopiedField({ id, label, value }: { id: string; label: string; value: string }) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const alive = useHydrated()

  async function copy() {
    field.current?.select()
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }

  return (
    <div className="campo">
      <label htmlFor={id}>{label}</label>
      <div className="fila flex-nowrap">
        <input ref={field} id={id} className="control min-w-0 grow cifras" readOnly value={value} spellCheck={false} onFocus={(event) => event.currentTarget.select()} />
        {alive && 'clipboard' in navigator && (
          <Button type="button" icon={copied ? 'check' : 'copy'} aria-label={`Copiar: ${label}`} onClick={() => void copy()}>{copied ? 'Copiada' : 'Copiar'}</Button>
        )}
      </div>
      <span role="status" className="solo-lector">{copied ? 'Copiada' : ''}</span>
    </div>
  )
}
