import countries from 'i18n-iso-countries'
import { Type } from 'typebox'
import { Format } from 'typebox/format'

/** ICAO 9303-3 section 5 codes that ISO 3166-1 lacks, and codes of former states still on documents. */
const icaoOnly =
  'D GBD GBN GBO GBP GBS XXA XXB XXC XXX UNO UNA UNK EUE XOM XPO XCC XCE XCO XEC XES XBA XIM XMP XDC RKS UTO'
const former = 'SUN YUG SCG CSK DDR ZAR BUR TMP ANT NTZ XKX XXK'
const extra = new Set(`${icaoOnly} ${former}`.split(' '))

/** The same state under another code: documents print `D` and three codes for Kosovo. */
const sameState = new Map([
  ['D', 'DEU'],
  ['XKX', 'RKS'],
  ['XXK', 'RKS'],
  ['XK', 'RKS'],
  ['EU', 'EUE'],
  ['UK', 'GBR'],
  ['ROM', 'ROU']
])

const known = new Map<string, string>()
for (const [alpha2, alpha3] of Object.entries(countries.getAlpha2Codes())) {
  known.set(alpha2, alpha3)
  known.set(alpha3, alpha3)
}
for (const code of extra) known.set(code, code)
for (const [code, state] of sameState) known.set(code, state)

/** The ICAO three-letter code for a two- or three-letter code in any case; undefined when there is none. */
export const toCountry = (code: string): string | undefined => known.get(code.trim().toUpperCase())

/** A code with blanks around it: what is sent is kept as it is. */
const longestSent = 16

Format.Set('country', text => text.length <= longestSent && toCountry(text) !== undefined)

/** A state or issuing body by its code, as it comes in; `toCountry` makes it ICAO's. */
export const Country = Type.String({
  format: 'country',
  description: 'ICAO 9303 three-letter code; two-letter ISO 3166-1 is converted'
})
