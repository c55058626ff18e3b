/** What «Solo confirmadas» does, said where it is chosen. */
export const STANDING_HINT =
  'Sin marcar, lo suspendido y lo cancelado se ve tachado hasta 30 días después de su fecha. Marcado, desaparece de su programa.'

export const WhatItReveals = () => (
  <details>
    <summary className="underline">Qué revela este enlace</summary>
    <ul className="lectura list-disc pt-2 pl-5">
      <li>Quien tenga la dirección puede leer el calendario, sin contraseña. No la publique ni la reenvíe.</li>
      <li>«Completo» muestra título, lugar, descripción, enlace de conexión y folio; «Solo «Ocupado»», nada más que las horas.</li>
      <li>Nunca salen las notas internas, los nombres de quienes asisten, sus correos ni sus teléfonos.</li>
      <li>Las reuniones reservadas aparecen como «Ocupado». Los borradores no aparecen.</li>
      <li>Muestra lo que usted puede ver en cada momento: si su perfil cambia, el calendario también.</li>
      <li>Vence en un año; puede extenderlo o revocarlo cuando quiera.</li>
    </ul>
  </details>
)
