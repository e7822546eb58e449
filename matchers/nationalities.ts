import { isState, stateCode } from './mrz/states.ts'

/** What became of states that lists still name (ISO 3166-3), and Britain's other nationalities (ICAO 9303-3). */
const successors: ReadonlyMap<string, string> = new Map([
  ['SUN', 'ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB'],
  ['YUG', 'BIH HRV MKD MNE RKS SRB SVN'],
  ['SCG', 'MNE RKS SRB'],
  ['CSK', 'CZE SVK'],
  ['DDR', 'DEU'],
  ['ZAR', 'COD'],
  ['BUR', 'MMR'],
  ['TMP', 'TLS'],
  ['ANT', 'BES CUW NLD SXM'],
  ['NTZ', 'IRQ SAU'],
  ...['GBD', 'GBN', 'GBO', 'GBP', 'GBS'].map(code => [code, 'GBR'] as const)
])

/**
 * The states of today that nationalities may stand for: CSK is CZE or SVK. Codes of no state are left out, for they mean that the
 * nationality is not known or that there is none.
 */
export const statesOf = (nationalities: readonly string[] | undefined): string[] =>
  (nationalities ?? []).flatMap(code => {
    const state = stateCode(code)
    if (!isState(state)) return []
    return successors.get(state)?.split(' ') ?? [state]
  })
