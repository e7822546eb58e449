import { readFileSync } from 'node:fs'

// Loaded before a program (`node --import`): in all its threads the wall clock is off by as many milliseconds as stand in
// a file. Timers and performance.now() go on, as where an operator or NTP puts the clock right.

const Real = Date
// biome-ignore lint/style/noProcessEnv: not the program that is tested, which reads its own
const file = process.env['CLOCK_SHIFT_FILE'] ?? ''
let shiftMs = 0
let readAt = Number.NEGATIVE_INFINITY

const now = () => {
  if (performance.now() - readAt > readEveryMs) {
    shiftMs = Number(readFileSync(file, 'utf8'))
    readAt = performance.now()
  }
  return Real.now() + shiftMs
}

const readEveryMs = 1

globalThis.Date = new Proxy(Real, {
  construct: (target, args, made) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, made),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver))
})
