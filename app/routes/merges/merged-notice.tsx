import { ActionLink } from '#app/ui/link.tsx'

/** Says what became part of a record, for as long as it can be undone. */
export function MergedNotice({ merges }: { merges: { id: string; name: string; at: string }[] }) {
  if (merges.length === 0) return null
  return (
    <ul className="lista no-imprimir">
      {merges.map(({ id, name, at }) => (
        <li key={id} className="meta">Se le sumó la ficha de {name} el {at}. <ActionLink to={`/fusiones/${id}`} about={`la fusión con ${name}`} chevron={false}>Ver o deshacer</ActionLink></li>
      ))}
    </ul>
  )
}
