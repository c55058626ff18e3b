export type Named = { given_names: string; first_surname: string; second_surname: string | null }

/** «Rosa Sanhueza Vera». */
export const nameOf = ({ given_names, first_surname, second_surname }: Named) =>
  [given_names, first_surname, second_surname].filter(Boolean).join(' ')

/** «M. J. Soto»: where there is room for little. */
export const shortNameOf = ({ given_names, first_surname }: Named) =>
  [...given_names.split(' ').filter(Boolean).map((name) => `${name.charAt(0)}.`), first_surname].join(' ')
