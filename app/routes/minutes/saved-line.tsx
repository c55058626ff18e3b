import { Icon } from '#app/ui/icon.tsx'

import { hourOf } from './hour-of.ts'
import type { Slot } from './keeper.ts'

/** Where the words are now, always in sight; and the keys of the page. */
export function SavedLine({ slot, slots, zone, onRetry }: { slot: Slot; slots: Slot[]; zone: string; onRetry: () => void }) {
  const { icon, text, retry } = said(slot, slots, zone)
  return (
    <footer className="acta-pie">
      <span className="fila" role="status"><Icon name={icon} small />{text}</span>
      {slot.restored_at && <span className="fila" role="status">Se recuperó lo que escribió a las {hourOf(slot.restored_at, zone)} en este equipo.</span>}
      {retry && <button type="button" className="boton boton-chico" onClick={onRetry}>Reintentar</button>}
      <span className="empuja acta-ayuda"><kbd>Alt A</kbd> acuerdo <kbd>Alt C</kbd> compromiso <kbd>Alt I</kbd> interno <kbd>Ctrl Enter</kbd> punto siguiente</span>
    </footer>
  )
}

function said(slot: Slot, slots: Slot[], zone: string): { icon: 'check' | 'pencil' | 'info' | 'triangle-alert'; text: string; retry?: true } {
  const waiting = slots.filter(({ text, saved }) => text !== saved).length
  if (slots.some(({ state }) => state === 'signed-out')) return { icon: 'info', text: 'Su sesión terminó. Su texto sigue en este equipo.' }
  if (slot.state === 'refused') return { icon: 'triangle-alert', text: slot.why ?? 'No se pudo guardar. Su texto sigue en este equipo.' }
  if (slot.state === 'conflict') return { icon: 'info', text: 'Otra persona escribió aquí: elija qué texto queda.' }
  if (slots.some(({ state }) => state === 'unreachable')) {
    return { icon: 'triangle-alert', text: `Sin conexión · ${waiting === 1 ? '1 punto por enviar' : `${waiting} puntos por enviar`}. Su texto sigue en este equipo.`, retry: true }
  }
  if (waiting > 0) return { icon: 'pencil', text: 'Escribiendo… también en este equipo' }
  return { icon: 'check', text: slot.saved_at ? `Guardado a las ${hourOf(slot.saved_at, zone)} · también en este equipo` : 'Se guarda solo mientras escribe' }
}
