import { expect, test } from 'vitest'
import { readImportArguments } from '#src/cli/arguments.ts'

const formats = ['un', 'csv']
const read = (text: string) => readImportArguments(text.split(' ').filter(Boolean), formats)
const good = '--format un --list un-sc --agency un'

test('reads everything, after a "--" as well', () => {
  expect(
    read(`-- ${good} --title T --replace --max-vanish 0.5 --url http://h:1 --token t --json a b`)
  ).toEqual({
    format: 'un',
    list: 'un-sc',
    agency: 'un',
    title: 'T',
    replace: true,
    maxVanish: 0.5,
    url: 'http://h:1',
    token: 't',
    json: true,
    dryRun: false,
    paths: ['a', 'b']
  })
})

test('fills in what is not given', () => {
  expect(read(`${good} a`)).toMatchObject({
    title: 'UN Security Council Consolidated List',
    replace: false,
    maxVanish: 0.2,
    url: undefined,
    token: undefined
  })
  expect(read('--format csv --list mine --agency a a')).toMatchObject({ title: 'mine' })
  expect(read('--help')).toEqual({ help: true })
})

test.for([
  ['--list l --agency a f', '--format takes one of un, csv'],
  ['--format xml --list l --agency a f', '--format takes one of un, csv'],
  ['--format un --list L! --agency a f', '--list takes lower-case letters'],
  ['--format un --list l --agency A f', '--agency takes lower-case letters'],
  [`${good} --max-vanish 20 f`, '--max-vanish takes a share from 0 to 1'],
  [`${good} --max-vanish x f`, '--max-vanish takes a share from 0 to 1'],
  [`${good} --url host:80 f`, '--url takes an address'],
  [`${good} --url nowhere f`, '--url takes an address'],
  [good, 'name the files'],
  [`${good} --lists f`, "Unknown option '--lists'"],
  [`${good} --title`, "Option '--title <value>' argument missing"]
] as const)('says what is wrong with "%s"', ([text, problem]) => {
  expect(read(text)).toEqual({ problem: expect.stringContaining(problem) })
})
