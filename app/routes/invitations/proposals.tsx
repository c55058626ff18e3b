import { Card } from '#app/ui/card.tsx'
import { LinkButton } from '#app/ui/button.tsx'

/** Other hours that guests asked for. */
export function Proposals({ proposals }: { proposals: { name: string; text: string | null; when: string; move: string | null }[] }) {
  if (proposals.length === 0) return null
  return (
    <Card title="Proponen otra hora">
      <ul className="lista">
        {proposals.map(({ name, text, when, move }) => (
          <li key={name} className="entre">
            <div>
              <p><b>{name}</b>: {when}</p>
              {text && <p className="meta">«{text}»</p>}
            </div>
            {move && <LinkButton small to={move}>Mover a esa hora</LinkButton>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
