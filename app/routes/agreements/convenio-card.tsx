import { LinkButton } from '#app/ui/button.tsx'
import { Card, FoldedCard } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import type { ShownConvenio } from './convenio.server.ts'

/** The papers of a convenio: where they are, where they may go, and what the concejo has to do with it. */
export function ConvenioCard({ folio, convenio, open, writes }: { folio: string; convenio: ShownConvenio | null; open: number; writes: boolean }) {
  if (!convenio) {
    return (
      <Card title="Trámite del convenio">
        <p className="meta">Todavía no se anota en qué etapa está, su monto ni su firma.</p>
        {writes && <div className="acciones"><LinkButton small to={`/acuerdos/${folio}/editar`}>Anotar sus datos</LinkButton></div>}
      </Card>
    )
  }
  const { stage, next, council, warnings, ending, facts, extends_folio, extensions, stages } = convenio
  return (
    <>
      <Card title="Trámite del convenio" aside={writes && (next || stages.length > 1) && <ActionLink to={`/acuerdos/${folio}/etapa`} chevron={false}>Cambiar etapa</ActionLink>}>
        <p className="fila"><StatusBadge tone={stage.tone}>{stage.word}</StatusBadge>{next && <span className="meta">Puede seguir: {next}</span>}</p>
        {ending && (
          <div className="pila pila-junta">
            <p><b>{ending.text}</b>, el <time>{ending.on}</time>. {open > 0 && <a href="#compromisos" className="enlace-titulo">{open === 1 ? '1 compromiso sigue abierto' : `${open} compromisos siguen abiertos`}</a>}</p>
            {writes && <div className="acciones"><LinkButton small to={`/acuerdos/nuevo?prorroga=${folio}`}>Iniciar prórroga</LinkButton></div>}
          </div>
        )}
        <div>
          <p className="fila flex-nowrap items-start font-fuerte"><Icon name={council.asked ? 'triangle-alert' : 'info'} small />{council.word}</p>
          <p className="meta">{council.reason}</p>
        </div>
        {warnings.map((warning) => <p key={warning} className="fila flex-nowrap items-start text-por-vencer"><Icon name="triangle-alert" small />{warning}</p>)}
        <Facts items={facts} />
        {extends_folio && <p className="meta">Prórroga de <RecordLink to={`/acuerdos/${extends_folio}`}>{extends_folio}</RecordLink></p>}
        {extensions.map((row) => <p key={row.folio} className="meta">Prórroga en trámite: <RecordLink to={`/acuerdos/${row.folio}`}>{row.folio}</RecordLink> · {row.stage}</p>)}
      </Card>
      <FoldedCard title="Etapas del convenio" aside={`${stages.length}`}>
        <ol className="lista">
          {stages.map(({ id, word, at, by, text }) => (
            <li key={id}>
              <p className="font-fuerte">{word}</p>
              <p className="meta"><time className="cifras">{at}</time> · {by}</p>
              {text && <p>{text}</p>}
            </li>
          ))}
        </ol>
      </FoldedCard>
    </>
  )
}
