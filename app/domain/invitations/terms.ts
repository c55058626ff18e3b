/** What invitations say to a guest, and what guests say back. */

export const noticeKinds = {
  invitation: 'Invitación',
  change: 'Cambio',
  words: 'Cambio de título o descripción',
  cancellation: 'Cancelación',
  removal: 'Ya no está convocado',
  ending: 'Fechas que salen de la serie',
  recall: 'Nada: se retira el correo que todavía no salía',
} as const
export type NoticeKind = keyof typeof noticeKinds

/** Why the mail before did not tell them. */
export const unsentReasons = {
  withdrawn: 'El correo anterior se retiró.',
  failed: 'El correo anterior no salió.',
  late: 'El correo anterior no salió a tiempo.',
} as const

export const answers = {
  accepted: 'Asistirá',
  declined: 'No podrá',
  tentative: 'Quizás',
  proposed: 'Propuso otra hora',
} as const
export type Answer = keyof typeof answers

export const ways = {
  link: 'por el enlace del correo',
  mail: 'por correo',
  portal: 'en su portal',
  coordinator: 'lo anotó la coordinación',
} as const
export type Way = keyof typeof ways

/** The three things a guest may say on the page a mail leads to; «si» and its kin are what its addresses carry. */
export const choices = { si: 'Asistiré', no: 'No podré', otra: 'Proponer otra hora' } as const
export type Choice = keyof typeof choices

/** How a mail names the clock that its hour belongs to. */
export const clocks: Record<string, string> = {
  'America/Santiago': 'hora de Chile continental (Santiago)',
  'America/Coyhaique': 'hora de Aysén (Coyhaique)',
  'America/Punta_Arenas': 'hora de Magallanes (Punta Arenas)',
  'Pacific/Easter': 'hora de Isla de Pascua',
}
