export type Named = { given_names: string; first_surname: string; second_surname: string | null }

/** «Rosa Sanhueza Vera». */
export const nameOf = ({ given_names, first_surname, second_surname }: Named) =>
  [given_names, first_surname, second_surname].filter(Boolean).join(' ')
