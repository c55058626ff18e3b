import { Glyph } from '#app/ui/glyph.tsx'
import { Icon } from '#app/ui/icon.tsx'

import type { ShownEntry } from './closing.server.ts'

/** The lines as they will be written down, point by point. Internal ones say so. */
export function Entries({ entries }: { entries: { title: string | null; lines: ShownEntry[] }[] }) {
  if (entries.every(({ lines }) => lines.length === 0)) return <p className="meta">Nada escrito todavía.</p>
  return entries.map(({ title, lines }, at) => lines.length > 0 && (
    <section key={at} className="pila pila-junta lectura">
      {title && <h3>{at + 1}. {title}</h3>}
      <ul className="lista">
        {lines.map(({ kind, internal, text, folios, facts, under, warnings }, place) => (
          <li key={place} className={under ? 'pl-6' : undefined}>
            <p className="fila flex-nowrap items-start">
              {kind === 'agreement' && <Glyph kind="diamond" label="Acuerdo" />}
              {kind === 'commitment' && <Glyph kind="square" label="Compromiso" />}
              {internal && <Icon name="lock" label="Solo interno" />}
              <span>{text}</span>
            </p>
            {facts && <p className="meta">{facts}</p>}
            {folios.length > 0 && <p className="meta"><span className="folio">{folios.join(' · ')}</span> ya registrado</p>}
            {warnings.map((warning) => <p key={warning} className="meta">{warning}</p>)}
          </li>
        ))}
      </ul>
    </section>
  ))
}
