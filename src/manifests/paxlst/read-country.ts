import { toCountry } from '../../domain/countries.ts'
import type { FindingCode } from '../findings.ts'
import type { Sent } from '../person.ts'

/** A country code as sent and as ICAO's; two letters and unknown codes are reported. */
export const readCountry = (sent: string, report: (code: FindingCode) => void): Sent => {
  const value = toCountry(sent)
  if (!value) report('country_unknown')
  else if (sent.length === 2) report('country_two_letters')
  return { sent, ...(value && { value }) }
}
