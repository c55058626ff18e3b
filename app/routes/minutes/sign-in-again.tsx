import { useState, type FormEvent } from 'react'

import { Button } from '#app/ui/button.tsx'

/**
 * The session ended while somebody was typing: they enter again here, and what was typed is sent. It takes the caret
 * from nobody: the words go on in their field, not in the one of the password.
 */
export function SignInAgain({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const [problem, setProblem] = useState<string | null>(null)

  async function enter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new URLSearchParams([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]))
    const answer = await fetch('/entrar', { method: 'POST', body: fields, redirect: 'manual' }).catch(() => undefined)
    // Whoever gets in is sent somewhere; a refusal is a page.
    if (answer?.type === 'opaqueredirect') onSignedIn()
    else setProblem(answer ? 'La contraseña no coincide.' : 'No hay conexión. Pruebe otra vez.')
  }

  return (
    <section role="dialog" aria-labelledby="entrar-otra-vez" className="acta-entrar">
      <form method="post" className="formulario" onSubmit={(event) => void enter(event)}>
        <h2 id="entrar-otra-vez">Su sesión terminó</h2>
        <p role="alert">Nada se ha perdido: siga escribiendo. Lo que escribió está en este equipo y se enviará al entrar.</p>
        <input type="hidden" name="email" value={email} autoComplete="username" />
        <label className="campo">
          <span>Contraseña de {email}</span>
          <input type="password" name="password" className="control" autoComplete="current-password" required />
        </label>
        {problem && <em role="alert">{problem}</em>}
        <div className="acciones"><Button variant="primary">Entrar y seguir</Button></div>
      </form>
    </section>
  )
}
