import type { Traveller } from '../../domain/traveller.ts'

/** What the form holds, as it was typed. */
export type SearchForm = Readonly<
  Record<
    'mrz' | 'family' | 'given' | 'full' | 'birthDate' | 'sex' | 'nationality' | 'number' | 'issuer',
    string
  >
>

export const emptyForm: SearchForm = {
  mrz: '',
  family: '',
  given: '',
  full: '',
  birthDate: '',
  sex: '',
  nationality: '',
  number: '',
  issuer: ''
}

/** The traveller that the form describes: what is left empty is not known. */
export const toTraveller = (form: SearchForm): Traveller => {
  const typed = Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, value.trim()])
  ) as SearchForm
  const { mrz, family, given, full, birthDate, sex, nationality, number, issuer } = typed
  const names = [
    ...(family || given ? [{ ...(family && { family }), ...(given && { given }) }] : []),
    ...(full ? [{ full }] : [])
  ]
  return {
    ...(names.length > 0 && { names }),
    ...(birthDate && { birthDate }),
    ...(isSex(sex) && { sex }),
    ...(nationality && { nationalities: [nationality.toUpperCase()] }),
    ...(number && { documents: [{ number, ...(issuer && { issuer: issuer.toUpperCase() }) }] }),
    ...(mrz && { mrz })
  }
}

const isSex = (text: string): text is 'M' | 'F' | 'X' =>
  text === 'M' || text === 'F' || text === 'X'
