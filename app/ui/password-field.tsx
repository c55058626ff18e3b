import { useState } from 'react'

import { useField } from './feedback.tsx'
import { FieldErrors, Hint, Label } from './field.tsx'
import { useHydrated } from './use-hydrated.ts'

/** A password that can be pasted, filled by the browser, and looked at while it is typed. It never comes back. */
export function PasswordField({
  name, label, hint, autoComplete,
}: { name: string; label: string; hint?: string; autoComplete: 'current-password' | 'new-password' }) {
  const { id, aria } = useField(name, hint)
  const alive = useHydrated()
  const [shown, setShown] = useState(false)

  return (
    <div className="campo">
      <Label htmlFor={id} label={label} />
      <Hint id={id} hint={hint} />
      <div className="relative">
        <input
          {...aria}
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          className="control pr-24"
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        {alive && (
          <button
            type="button"
            className="boton boton-quieto absolute inset-y-0.5 right-0.5 min-h-0 text-chico"
            aria-controls={id}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Ocultar' : 'Mostrar'}
            <span className="solo-lector"> la contraseña</span>
          </button>
        )}
      </div>
      <FieldErrors name={name} />
    </div>
  )
}
