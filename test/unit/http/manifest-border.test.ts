import { expect } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import { okay } from '#test/helpers/call.ts'
import { carrier, casesIn, listed } from '#test/helpers/flights.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { type Someone, someone } from '#test/helpers/someone.ts'

const { default: other } = loadAuthorities('config/policy.json')
const portugal = { ...other, receiving: { state: 'PRT', places: ['OPO', 'LIS'] } }
const test = withService({ authorities: { default: other, recipients: { PTAPIS: portugal } } })

const places = [
  'LOC+92+OSL',
  'DTM+189:2611220955:201',
  'LOC+92+OPO',
  'DTM+232:2611221240:201',
  'DTM+189:2611221330:201',
  'LOC+92+LIS',
  'DTM+232:2611221430:201'
]
const paxlst = (who: Someone, recipient: string) => passengerList([who], { recipient, places })

const leg = { mode: 'air', carrier: 'YY', number: '212' }
const legs = [
  { ...leg, from: 'NOOSL', to: 'PTOPO', departs: '2026-11-22T09:55' },
  { ...leg, from: 'PTOPO', to: 'PTLIS', departs: '2026-11-22T13:30' }
]
const json = ({ family, given, birthDate, number }: Someone, recipient: string) => ({
  sender: 'YYAIR',
  recipient,
  reference: number,
  function: 'passengers',
  legs,
  persons: [{ names: [{ family, given }], birthDate, documents: [{ number, issuer: 'UTO' }] }]
})

test.for([
  { form: 'a PAXLST', write: paxlst, recipient: 'PTAPIS', from: 'OSL', to: 'OPO', isTold: true },
  { form: 'a PAXLST', write: paxlst, recipient: 'UTAPIS', from: 'OPO', to: 'LIS', isTold: false },
  { form: 'JSON', write: json, recipient: 'PTAPIS', from: 'NOOSL', to: 'PTOPO', isTold: true },
  { form: 'JSON', write: json, recipient: 'UTAPIS', from: 'PTOPO', to: 'PTLIS', isTold: false }
])(
  '$form that does not say where the border is crossed is screened for $from to $to: $recipient',
  async ({ form, write, recipient, from, to, isTold }, { service }) => {
    const who = someone(`comes in: ${form} to ${recipient}`)
    await listed(service, who)
    const sent = okay(await sendManifest(carrier(service), write(who, recipient)))
    expect(sent.body.messages).toMatchObject([{ from, to }])
    expect(/border_unknown/.test(sent.body.warnings.join())).toBe(!isTold)
    expect(await casesIn(service, sent)).toMatchObject([{ journey: { from, to } }])
  }
)
