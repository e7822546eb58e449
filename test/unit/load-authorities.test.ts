import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

const inForce = loadAuthorities('config/policy.json')

const complaintAbout = async (authorities: string): Promise<string> => {
  const folder = await tempFolder()
  await copyFile('config/policy.json', join(folder, 'policy.json'))
  await writeFile(join(folder, 'authorities.json'), authorities)
  try {
    loadAuthorities(join(folder, 'policy.json'))
    return ''
  } catch (error) {
    const { message, code } = error as Error & { code: string }
    expect(code).toBe('CONFIGURATION_INVALID')
    return message
  }
}

test('reads the authorities beside the policy', async () => {
  expect(inForce.default.answers.ok.code).toBe('0Z')
  expect(await complaintAbout(JSON.stringify(inForce))).toBe('')
})

test.for([
  {
    change: { default: {} },
    complaint: /authorities\.default\.\w+ is required/,
    why: 'incomplete'
  },
  { change: { recipient: {} }, complaint: /recipient unknown field/, why: 'misspelt' },
  {
    change: { default: { ...inForce.default, receiving: { state: 'XY' } } },
    complaint: /authorities\.default\.receiving\.state/,
    why: 'of no state'
  },
  { change: { recipients: { UK: 1 } }, complaint: /authorities\.recipients\.UK/, why: 'no table' }
])('stops the start with authorities that are $why', async ({ change, complaint }) => {
  expect(await complaintAbout(JSON.stringify({ ...inForce, ...change }))).toMatch(complaint)
})

test('stops the start with what is no JSON, without quoting it', async () => {
  const complaint = await complaintAbout('{ "default": SECRET')
  expect(complaint).toMatch(/authorities\.json/)
  expect(complaint).not.toContain('SECRET')
})

test('stops the start where there are none', () => {
  expect(() => loadAuthorities('config/none/policy.json')).toThrow(/POLICY/)
})
