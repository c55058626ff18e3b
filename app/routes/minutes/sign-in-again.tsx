import { useEffect, useRef, useState, type FormEvent } from 'react'

import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'

/** The session ended while somebody was typing: they enter again here, and what was typed is sent. */
export function SignInAgain({ open, email, onSignedIn }: { open: boolean; email: string; onSignedIn: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])

  async function enter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new URLSearchParams([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]))
    const answer = await fetch('/entrar', { method: 'POST', body: fields, redirect: 'manual' }).catch(() => undefined)
    // Whoever gets in is sent somewhere; a refusal is a page.
    if (answer?.type === 'opaqueredirect') {
      setProblem(null)
      onSignedIn()
    } else setProblem(answer ? 'La contraseña no coincide.' : 'No hay conexión. Pruebe otra vez.')
  }

  return (
    <Dialog ref={dialog} title="Su sesión terminó">
      <form method="post" className="formulario" onSubmit={(event) => void enter(event)}>
        <p>Nada se ha perdido: lo que escribió está en este equipo y se enviará al entrar.</p>
        <input type="hidden" name="email" value={email} autoComplete="username" />
        <label className="campo">
          <span>Contraseña de {email}</span>
          <input type="password" name="password" autoComplete="current-password" required autoFocus />
        </label>
        {problem && <em role="alert">{problem}</em>}
        <div className="acciones"><Button variant="primary">Entrar y seguir</Button></div>
      </form>
    </Dialog>
  )
}
