/** What happened, in words. A sentence follows the name of whoever did it: «Carolina Fuentes movió la reunión…». */

type Told = Record<string, string | number | null>

const quoted = (detail: Told, key: string) => (detail[key] ? ` «${detail[key]}»` : '')
const because = (detail: Told) => (detail.reason ? `: ${detail.reason}` : '')
const since = (detail: Told) => (detail.from ? ` desde el ${detail.from}` : '')
const shift = (detail: Told) => ` del ${detail.from ?? 'plazo sin fecha'} al ${detail.to ?? '—'}`

export const actions = {
  'institution.created': (d: Told) => `agregó la institución${quoted(d, 'name')}`,
  'institution.edited': (d: Told) => `cambió los datos de la institución${quoted(d, 'name')}`,
  'institution.joined': (d: Told) => `incorporó a la red a${quoted(d, 'name')}`,
  'institution.withdrawn': (d: Told) => `retiró de la red a${quoted(d, 'name')}`,
  'institution.status_changed': (d: Told) => `dejó a${quoted(d, 'name')} como${quoted(d, 'state')}`,
  'position.created': (d: Told) => `creó el cargo${quoted(d, 'title')}`,
  'position.edited': (d: Told) => `cambió el cargo${quoted(d, 'title')}`,
  'person.created': (d: Told) => `agregó a${quoted(d, 'name')}`,
  'person.edited': (d: Told) => `cambió los datos de${quoted(d, 'name')}`,
  'person.confirmed': (d: Told) => `confirmó los datos de${quoted(d, 'name')}`,
  'tenure.started': (d: Told) => `registró que${quoted(d, 'name')} asumió${quoted(d, 'title')} el ${d.on ?? ''}`,
  'tenure.ended': (d: Told) => `registró que${quoted(d, 'name')} dejó${quoted(d, 'title')} el ${d.on ?? ''}`,
  'tenure.edited': (d: Told) => `corrigió el período de${quoted(d, 'name')} en${quoted(d, 'title')}`,
  'contact_point.created': (d: Told) => `agregó un dato de contacto${quoted(d, 'kind')}`,
  'contact_point.edited': (d: Told) => `cambió un dato de contacto${quoted(d, 'kind')}`,
  'contact_point.restored': (d: Told) => `repuso un dato de contacto${quoted(d, 'kind')}`,
  'contact_point.ended': (d: Told) => `dio de baja un dato de contacto${quoted(d, 'kind')}`,
  'meeting.created': (d: Told) => `agendó la reunión${quoted(d, 'title')}`,
  'meeting.logged': (d: Told) => `registró la reunión${quoted(d, 'title')}`,
  'meeting.edited': (d: Told) => `cambió la reunión${quoted(d, 'title')}`,
  'meeting.moved': (d: Told) => `movió la reunión${quoted(d, 'title')}${shift(d)}`,
  'meeting.state_changed': (d: Told) => `dejó la reunión${quoted(d, 'title')} como${quoted(d, 'state')}${because(d)}`,
  'meeting.cancelled': (d: Told) => `canceló la reunión${quoted(d, 'title')}${because(d)}`,
  'meeting.instant_moved': (d: Told) =>
    `ajustó la reunión${quoted(d, 'title')} a las nuevas reglas horarias: a la hora local de siempre, ${d.from ?? ''} UTC pasa a ${d.to ?? ''} UTC`,
  'series.created': (d: Told) => `agendó la serie${quoted(d, 'title')}: ${d.rule ?? ''}`,
  'series.edited': (d: Told) => `cambió la serie${quoted(d, 'title')}${since(d)}`,
  'series.moved': (d: Told) => `cambió cuándo se repite${quoted(d, 'title')}${since(d)}: ${d.rule ?? ''}`,
  'series.stopped': (d: Told) => `dejó como${quoted(d, 'state')} las fechas de${quoted(d, 'title')}${since(d)}${because(d)}`,
  'series.called': (d: Told) => `volvió a convocar las fechas de${quoted(d, 'title')}${since(d)}`,
  'series.ended': (d: Told) => `terminó la serie${quoted(d, 'title')} el ${d.on ?? ''}`,
  'series.removed': (d: Told) => `quitó de la serie${quoted(d, 'title')} el ${d.on ?? ''}${because(d)}`,
  'series.restored': (d: Told) => `repuso en la serie${quoted(d, 'title')} el ${d.on ?? ''}`,
  'attendance.taken': (d: Told) => `registró la asistencia de${quoted(d, 'title')}`,
  'participant.answered': (d: Told) => `registró la respuesta de${quoted(d, 'name')}`,
  'invitation.sent': (d: Told) => `mandó ${d.what ?? 'avisos'} de${quoted(d, 'title')}`,
  'invitation.answered': (d: Told) => `recibió la respuesta de${quoted(d, 'name')} a${quoted(d, 'title')}:${quoted(d, 'answer')}, ${d.way ?? ''}`,
  'invitation.reply_refused': (d: Told) => `no tomó una respuesta por correo de${quoted(d, 'name')} a${quoted(d, 'title')}${because(d)}`,
  'invitation.proposed': (d: Told) => `recibió otra hora que propone${quoted(d, 'name')} para${quoted(d, 'title')}: ${d.when ?? ''}`,
  'agenda.edited': (d: Told) => `cambió la pauta de${quoted(d, 'title')}`,
  'minutes.exported': (d: Told) =>
    `descargó el acta ${d.folio ?? ''} v${d.number ?? ''} en ${d.format ?? ''}${d.party ? `, extracto para ${d.party}` : ''}`,
  'minutes.started': (d: Told) => `empezó el acta de${quoted(d, 'title')}`,
  'minutes.written': (d: Told) => `escribió en el acta de${quoted(d, 'title')}`,
  'minutes.closed': (d: Told) => `cerró la versión ${d.number ?? 1} del acta de${quoted(d, 'title')}`,
  'minutes.amended': (d: Told) => `abrió una corrección del acta de${quoted(d, 'title')}${because(d)}`,
  'minutes.answered': (d: Told) => `registró la respuesta de${quoted(d, 'name')} al acta`,
  'minutes.discarded': (d: Told) => `descartó la corrección del acta de${quoted(d, 'title')}`,
  'agenda.deferred': (d: Told) => `dejó para otra reunión el punto${quoted(d, 'point')}`,
  'agenda.resumed': (d: Told) => `devolvió a la pauta el punto${quoted(d, 'point')}`,
  'agenda.carried': (d: Told) => `agregó a la pauta${quoted(d, 'point')}${d.from ? `, que quedó de ${d.from}` : ''}`,
  'agreement.created': (d: Told) => `registró el acuerdo${quoted(d, 'text')}`,
  'agreement.edited': (d: Told) => `cambió el acuerdo${quoted(d, 'text')}`,
  'agreement.overridden': (d: Told) => `dejó el acuerdo como${quoted(d, 'state')}${because(d)}`,
  'agreement.answered': (d: Told) => `registró la aceptación de${quoted(d, 'name')}`,
  'commitment.created': (d: Told) => `registró el compromiso${quoted(d, 'text')}`,
  'commitment.edited': (d: Told) => `cambió el compromiso${quoted(d, 'text')}`,
  'commitment.declared': (d: Told) => `declaró${quoted(d, 'state')} el compromiso${quoted(d, 'text')}`,
  'commitment.evidence_added': (d: Told) => `adjuntó evidencia: ${d.evidence ?? ''}`,
  'commitment.verified': (d: Told) => `verificó el cumplimiento de${quoted(d, 'text')}`,
  'commitment.rejected': (d: Told) => `no dio por cumplido${quoted(d, 'text')}${because(d)}`,
  'commitment.reopened': (d: Told) => `reabrió el compromiso${quoted(d, 'text')}${because(d)}`,
  'commitment.dropped': (d: Told) => `dejó sin efecto el compromiso${quoted(d, 'text')}${because(d)}`,
  'commitment.reassigned': (d: Told) => `cambió al responsable a${quoted(d, 'to')}`,
  'commitment.undone': (d: Told) => `deshizo${quoted(d, 'what')} en el compromiso${quoted(d, 'text')}`,
  'reschedule.proposed': (d: Told) => `pidió mover el plazo${shift(d)}${because(d)}`,
  'reschedule.accepted': (d: Told) => `cambió el plazo${shift(d)}${because(d)}`,
  'reschedule.refused': (d: Told) => `no aceptó mover el plazo${shift(d)}${because(d)}`,
  'internal_note.written': () => 'escribió una nota interna',
  'feed.created': (d: Told) => `creó el enlace de calendario${quoted(d, 'name')}`,
  'feed.extended': (d: Told) => `extendió hasta el ${d.to ?? ''} el enlace de calendario${quoted(d, 'name')}`,
  'feed.revoked': (d: Told) => `revocó el enlace de calendario${quoted(d, 'name')}`,
  'feed.expiry_warned': (d: Told) => `avisó que el enlace de calendario${quoted(d, 'name')} vence el ${d.on ?? ''}`,
  'calendar.imported': (d: Told) =>
    `importó el calendario${quoted(d, 'name')}: ${d.created ?? 0} nuevos y ${d.changed ?? 0} con cambios, de ${d.total ?? 0} eventos`,
  'calendar.import_undone': (d: Told) => `deshizo la importación del calendario${quoted(d, 'name')}`,
  'data.exported': (d: Told) => `exportó ${d.what ?? ''} (${d.rows ?? 0} filas)`,
  'user.invited': (d: Told) => `invitó a${quoted(d, 'name')}`,
  'user.edited': (d: Told) => `cambió el acceso de${quoted(d, 'name')}${d.to ? ` de ${d.from} a ${d.to}` : ''}`,
  'user.link_issued': (d: Told) => `generó un enlace de acceso nuevo para${quoted(d, 'name')}`,
  'user.sessions_closed': (d: Told) => `cerró las sesiones de${quoted(d, 'name')}`,
  'user.disabled': (d: Told) => `desactivó el acceso de${quoted(d, 'name')}`,
  'user.enabled': (d: Told) => `reactivó el acceso de${quoted(d, 'name')}`,
  'user.password_set': () => 'definió su contraseña',
  'user.signed_out_everywhere': () => 'cerró todas sus sesiones',
  'mail.retried': (d: Told) => `puso otra vez en cola el correo${quoted(d, 'subject')}`,
  'mail.withdrawn': (d: Told) => `retiró de la cola el correo${quoted(d, 'subject')}`,
  'mail.paused': () => 'puso en pausa los envíos de correo',
  'mail.resumed': () => 'reanudó los envíos de correo',
} as const

export type Action = keyof typeof actions

/** The sentence of one event, without its subject. */
export const tell = (action: Action, detail: Told): string => actions[action](detail)

/** What the first word of an action is about, for the filter of the audit. */
export const areas = {
  meeting: 'Reuniones',
  series: 'Series de reuniones',
  attendance: 'Asistencia',
  invitation: 'Invitaciones',
  minutes: 'Actas',
  agreement: 'Acuerdos',
  commitment: 'Compromisos',
  reschedule: 'Plazos',
  institution: 'Instituciones',
  position: 'Cargos',
  person: 'Personas',
  tenure: 'Ejercicio de cargos',
  contact_point: 'Datos de contacto',
  feed: 'Calendarios',
  calendar: 'Calendarios importados',
  data: 'Exportaciones',
  user: 'Usuarios',
  mail: 'Envíos',
} as const

export type Area = keyof typeof areas
