import { Button } from './button.tsx'
import { useCopy } from './use-copy.ts'

/** A line to paste elsewhere: its text can be selected; with JavaScript, a button copies it. */
export function CopiedField({ id, label, value }: { id: string; label: string; value: string }) {
  const { field, copied, copy } = useCopy<HTMLInputElement>(value)

  return (
    <div className="campo">
      <label htmlFor={id}>{label}</label>
      <div className="fila flex-nowrap">
        <input ref={field} id={id} className="control min-w-0 grow cifras" readOnly value={value} spellCheck={false} onFocus={(event) => event.currentTarget.select()} />
        {copy && (
          <Button type="button" icon={copied ? 'check' : 'copy'} aria-label={`Copiar: ${label}`} onClick={copy}>{copied ? 'Copiada' : 'Copiar'}</Button>
        )}
      </div>
      <span role="status" className="solo-lector">{copied ? 'Copiada' : ''}</span>
    </div>
  )
}
