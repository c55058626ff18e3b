import { hourOf } from './hour-of.ts'
import { joinTexts, type Slot } from './keeper.ts'
import { withoutInternal } from './screen-mode.ts'

/** Somebody saved this point first: both texts, side by side, and three ways out. Nothing is chosen for anybody. */
export function PointConflict({ theirs, mine, zone, viewer, onScreen, onChoose }: {
  theirs: NonNullable<Slot['theirs']>
  mine: string
  zone: string
  /** Whose page this is: the other text may be their own, from another window. */
  viewer: string
  /** On a projector: internal lines are in both texts, and not in sight. */
  onScreen?: boolean
  /** Absent before JavaScript: then the field below, with the new version, is what is saved. */
  onChoose?: (text: string) => void
}) {
  const own = theirs.by === viewer
  const seen = (text: string) => (onScreen ? withoutInternal(text) : text) || <i>(vacío)</i>
  return (
    <section className="conflicto" aria-labelledby="choque">
      <div role="alert">
        <h3 id="choque">{own ? 'Usted cambió este punto en otra ventana' : `${theirs.by} cambió este punto`}{theirs.at && ` a las ${hourOf(theirs.at, zone)}`}</h3>
        <p className="meta">Su texto no se ha perdido. Elija cuál queda.</p>
      </div>
      <div className="acta-choque">
        <div><h4>{own ? 'El de la otra ventana' : `El suyo, de ${theirs.by}`}</h4><p className="conflicto-texto">{seen(theirs.text)}</p></div>
        <div><h4>{own ? 'El de esta' : 'El mío'}</h4><p className="conflicto-texto">{seen(mine)}</p></div>
      </div>
      {onChoose && (
        <div className="acciones">
          <button type="button" className="boton" onClick={() => onChoose(mine)}>{own ? 'Dejar el de esta' : 'Dejar el mío'}</button>
          <button type="button" className="boton" onClick={() => onChoose(theirs.text)}>{own ? 'Dejar el de la otra' : 'Dejar el suyo'}</button>
          <button type="button" className="boton boton-primario" onClick={() => onChoose(joinTexts(theirs.text, mine))}>Unir los dos</button>
        </div>
      )}
    </section>
  )
}
