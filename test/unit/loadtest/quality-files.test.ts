import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { measurePairs } from '#loadtest/quality/name-pairs.ts'
import { readPairs } from '#loadtest/quality/pair-file.ts'
import { readQualityArguments } from '#loadtest/quality/quality-arguments.ts'
import { reportPairs, reportTransliterations } from '#loadtest/quality/report-files.ts'
import { resultAsJson } from '#loadtest/quality/result-as-json.ts'
import { bar } from '#loadtest/quality/table.ts'
import { measureTransliterations } from '#loadtest/quality/transliterations.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { model } from '../matchers/fixtures.ts'

const fileWith = async (text: string): Promise<string> => {
  const path = join(await tempFolder(), 'file')
  await writeFile(path, text)
  return path
}

describe('pairs of names', () => {
  test('are measured at the threshold of the policy and at the best one', async () => {
    const path = await fileWith(
      'name_a,name_b,expected,source\n' +
        'John Smith,"Smith, John",match,nk_checks\n' +
        'Anna Berisha,Anna Berisha,no_match,synth_people\n' +
        'Wang Li,Petrov Ivan,no_match,nk_checks\n' +
        'Olga Petrova,Nguyen Thi Hoa,match,synth_people\n'
    )
    const result = await measurePairs(path, model)
    expect(result.all).toMatchObject({
      n: 4,
      policy: { threshold: 0.7, precision: 0.5, recall: 0.5, f1: 0.5 },
      best: { f1: 0.66667 }
    })
    expect(result.reliable).toMatchObject({ n: 2, policy: { f1: 1 }, auc: 1 })
    expect(result.wrong).toEqual([
      {
        name_a: 'Anna Berisha',
        name_b: 'Anna Berisha',
        expected: 'no_match',
        score: expect.any(Number)
      },
      {
        name_a: 'Olga Petrova',
        name_b: 'Nguyen Thi Hoa',
        expected: 'match',
        score: expect.any(Number)
      }
    ])
    const run = { lists: undefined, pairs: [result], transliterations: [] }
    expect(Object.keys(resultAsJson(run))).toEqual(['n', 'policy', 'best', 'auc', 'wrong'])
    expect(reportPairs([result]).join('\n')).toContain('Olga Petrova  |  Nguyen Thi Hoa')
  })

  test('of one kind only have no area under the curve', async () => {
    const path = await fileWith('expected,name_b,name_a\ntrue,Ann Lee,Ann Lee\n')
    expect((await measurePairs(path, model)).all.auc).toBeNull()
  })

  for (const [text, expected] of [
    ...['match', 'Match', 'TRUE', 'yes', '1', '1.0', 't'].map(word => [word, 'match']),
    ...['no_match', 'no match', 'false', 'No', '0', '0.0', 'non-match'].map(word => [
      word,
      'no_match'
    ])
  ]) {
    test(`may be labelled ${text}`, async () => {
      const path = await fileWith(`\ufeffname_a,name_b,expected\r\na,b,${text}\r\n`)
      expect(await readPairs(path)).toMatchObject([{ name_a: 'a', name_b: 'b', expected }])
    })
  }

  for (const [text, problem] of [
    ['name_a,expected\na,match\n', 'line 1: no column name_b'],
    ['name_a,name_b,expected\na,b,match\na,b,perhaps\n', 'line 3: expected is "perhaps"'],
    ['name_a,name_b,expected\na,b\n', 'line 2: 2 columns instead of 3'],
    ['name_a,name_b,expected\n', 'no pairs']
  ] as const) {
    test(`are refused with the reason: ${problem}`, async () => {
      await expect(readPairs(await fileWith(text))).rejects.toThrow(problem)
    })
  }
})

describe('words of another script', () => {
  test('are found when they are read as their Latin form', async () => {
    const path = await fileWith('ivanov\tи в а н о в\t12\nsmith\tп е т р о в\t1\n')
    const result = await measureTransliterations(path, model)
    expect(result).toMatchObject({ n: 2, found: 1, share: 0.5 })
    const run = { lists: undefined, pairs: [], transliterations: [result] }
    expect(resultAsJson(run)).toEqual({ n: 2, found: 1, share: 0.5 })
    expect(reportTransliterations([result]).join('\n')).toContain('█████·····')
  })

  test('are refused without a tab', async () => {
    await expect(measureTransliterations(await fileWith('ivanov и\n'), model)).rejects.toThrow(
      'line 1: should be a Latin word, a tab, and letters'
    )
  })
})

describe('arguments', () => {
  test('measure pairs alone, or lists with them', () => {
    expect(readQualityArguments(['--pairs', 'a.csv', '--json'])).toMatchObject({
      measuresLists: false,
      pairs: ['a.csv'],
      json: true
    })
    expect(readQualityArguments(['--', '--pairs', 'a.csv', '--slice'])).toMatchObject({
      measuresLists: true
    })
    expect(readQualityArguments(['--pairs', 'a.csv', '--assert'])).toMatchObject({
      measuresLists: true
    })
    expect(readQualityArguments([])).toMatchObject({ measuresLists: true, seed: 2611 })
    expect(readQualityArguments(['--help'])).toEqual({ help: true })
  })

  test.for([
    ['--bogus', 'Unknown option'],
    ['surplus', 'Unexpected argument'],
    ['--sizes=many', '--sizes takes whole numbers'],
    ['--strangers=0', '--strangers takes a whole number'],
    ['--seed=x', '--seed takes a whole number'],
    ['--negatives=x', 'give --ofac or --un']
  ] as const)('say what is wrong: %s', ([argument, problem]) => {
    expect(readQualityArguments([argument])).toEqual({ problem: expect.stringContaining(problem) })
  })
})

test('a bar is as full as the share that it shows', () => {
  expect([0, 0.55, 1, 2].map(bar)).toEqual(['··········', '█████▌····', '██████████', '██████████'])
})
