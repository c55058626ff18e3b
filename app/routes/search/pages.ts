import type { Viewer } from '#app/lib/context.server.ts'
import { admins, network, writers, type Audience } from '#app/lib/roles.ts'
import { fold } from '#app/lib/text.ts'

/** A page one may ask for by its name, or by other words (`also`) for the same. `asIs`: its name already says what one does. */
type Place = { label: string; to: string; also?: string; asIs?: true; audience?: Audience }

const pages: Place[] = [
  { label: 'Hoy', to: '/', also: 'inicio' },
  { label: 'Reuniones', to: '/reuniones' },
  { label: 'Compromisos', to: '/compromisos', also: 'tareas plazos' },
  { label: 'Matriz: quién le debe a quién', to: '/compromisos/matriz' },
  { label: 'Acuerdos', to: '/acuerdos' },
  { label: 'Convenios', to: '/acuerdos?tipo=convenio' },
  { label: 'Solicitudes', to: '/solicitudes' },
  { label: 'Calendario', to: '/calendario', also: 'agenda' },
  { label: 'Instituciones', to: '/instituciones', also: 'municipalidades' },
  { label: 'Contactos', to: '/contactos', also: 'personas directorio' },
  { label: 'Suscribir el calendario', to: '/calendario/suscribir', also: 'outlook google', asIs: true },
  { label: 'Importar una planilla', to: '/importar', also: 'excel csv vcard contactos instituciones', asIs: true, audience: writers },
  { label: 'Importar un calendario', to: '/calendario/importar', also: 'ics', asIs: true, audience: writers },
  { label: 'Traspaso de mando', to: '/traspasos', also: 'cambio autoridades alcaldes', audience: writers },
  { label: 'Posibles duplicados', to: '/duplicados', also: 'fusionar repetidos', audience: writers },
  { label: 'Recordatorios', to: '/administracion/recordatorios', also: 'avisos', audience: writers },
  { label: 'Vistas de compromisos', to: '/vistas/compromisos', also: 'guardadas' },
  { label: 'Preferencias', to: '/preferencias', also: 'apariencia sesiones atajos' },
  { label: 'Cambiar contraseña', to: '/preferencias/contrasena', also: 'clave', asIs: true },
  { label: 'Claves para programas', to: '/preferencias/programas', also: 'api token openapi' },
  { label: 'Usuarios', to: '/administracion/usuarios', also: 'administración', audience: admins },
  { label: 'Auditoría', to: '/administracion/actividad', also: 'administración actividad', audience: admins },
  { label: 'Envíos', to: '/administracion/envios', also: 'administración correos', audience: admins },
  { label: 'Valores de la UTM', to: '/administracion/utm', also: 'administración', audience: admins },
]

/** The pages that some words name, each word from its beginning; those named by their own label first. All of them for no words. */
export function pagesNamed(viewer: Viewer, words: string) {
  const typed = wordsIn(words)
  const open = pages.filter(({ audience = network }) => audience.some((role) => role === viewer.role))
  const names = (place: Place, text: string) => typed.every((word) => wordsIn(text).some((known) => known.startsWith(word))) && place
  const byLabel = open.filter((place) => names(place, place.label))
  const byOther = open.filter((place) => !byLabel.includes(place) && names(place, `${place.label} ${place.also ?? ''}`))
  return [...byLabel, ...byOther].map(({ label, to, asIs }) => ({ label: asIs ? label : `Ir a ${label}`, to }))
}

const wordsIn = (text: string) => fold(text).split(/[^a-z0-9]+/).filter(Boolean)
