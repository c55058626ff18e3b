/** What a link that does not work says, and a device that one had opened: nothing of whose it was, nor of why. */
export const linkGone = {
  title: 'Este enlace ya no sirve',
  text: 'Puede que el cargo haya cambiado de manos, que el encargo haya terminado, que haya pasado mucho tiempo o que el enlace esté incompleto. Ábralo desde el último correo que recibió, o pida uno nuevo a la coordinación de la Red.',
}
