/** Tells whoever looks after meetings that clocks will be set otherwise than was known when they were arranged. */
export function zoneRulesMail({ owner, moved }: { owner: string; moved: { told: string; before: string; after: string; exists: boolean; address: string }[] }) {
  const list = moved.map(({ told, before, after, exists, address }) =>
    [
      `${told}: ${before} UTC pasa a ${after} UTC.`,
      exists ? '' : 'Con las nuevas reglas esa hora no existe ese día: elija otra.',
      address,
    ].filter(Boolean).join('\n'),
  )
  return {
    subject: moved.length === 1 ? 'Cambiaron las reglas horarias de una reunión suya' : `Cambiaron las reglas horarias de ${moved.length} reuniones suyas`,
    body: [
      `Buenos días, ${owner}:`,
      'Cambió la fecha en que se adelantan o atrasan los relojes. La hora local de estas reuniones sigue siendo la misma; quien las ve desde otra zona las verá a otra hora.',
      ...list,
      'Los calendarios suscritos se actualizan solos. Si invitó a alguien de otra zona horaria, conviene avisarle.',
    ].join('\n\n'),
  }
}
