import { expect, onTestFinished, test } from 'vitest'
import { startDemo } from '#test/helpers/demo-process.ts'

test('the service of a demo that is killed ends too', async () => {
  const demo = await startDemo(['--entries', '300', '--rate', '20'], onTestFinished)
  // Whatever the service prints goes where the demo's lines go: that ends with both.
  await demo.kill()
  await expect(fetch(demo.url)).rejects.toThrow('fetch failed')
})
