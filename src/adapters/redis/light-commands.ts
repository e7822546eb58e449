import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** The parts of ioredis 6.0.0 that commands and scripts are made of. */
interface Command {
  name: string
  args: unknown[]
  promise: Promise<unknown>
  resolve: (value: unknown) => void
  reject: Reject
  isResolved: boolean
  isSettled: boolean
  transformed: boolean
  readonly errorStack?: { readonly stack: string }
  readonly callback?: unknown
  initPromise(): void
  toWritable(socket: object): unknown
  stringifyArguments(): void
  _convertValue(resolve: (value: unknown) => void): (value: unknown) => void
  _clearTimers(): void
}
type Reject = (error: Error) => void
type CommandClass = (new (
  ...args: never
) => Command) & {
  readonly _transformer: { readonly argument: { readonly [name: string]: Transform | undefined } }
}
type Transform = (args: unknown[]) => unknown[]
interface Script {
  readonly lua: string
  readonly sha: string
  readonly Command: CommandClass
}
type ScriptClass = new (...args: unknown[]) => Script

/**
 * Lets what a command of ioredis held go with it. A function that is written where it is assigned to a property (`this.reject = error =>
 * …`) is for V8 a method, made once: it is old at birth (`FunctionLiteral::set_pretenure`), and holds all that it can see until the old
 * are collected. As published every command has one, and a script's two: its arguments, its reply and who waits for it live on.
 */
export const makeLightCommands = (): void => {
  const require = createRequire(import.meta.url)
  const { default: command }: { default: CommandClass } = require('ioredis/built/Command.js')
  const scripts: { default: ScriptClass } = require('ioredis/built/Script.js')
  if (mended.has(scripts.default)) return
  command.prototype.initPromise = initPromiseOf(command)
  scripts.default = lightScript(scripts.default, command)
  mended.add(scripts.default)
}

const mended = new WeakSet<ScriptClass>()

/** As published, but for what its functions are. */
const initPromiseOf = ({ _transformer }: CommandClass) => {
  const ioredis = createRequire(import.meta.url).resolve('ioredis')
  const inIoredis = createRequire(ioredis)
  const { default: asCallback } = inIoredis('standard-as-callback')
  const { optimizeErrorStack } = inIoredis('./utils')
  return function initPromise(this: Command) {
    this.isResolved = false
    this.isSettled = false
    const promise = new Promise((resolve, reject) => {
      if (!this.transformed) {
        this.transformed = true
        this.args = _transformer.argument[this.name]?.(this.args) ?? this.args
        this.stringifyArguments()
      }
      const refuse: Reject = error => {
        this._clearTimers()
        this.isSettled = true
        const { errorStack } = this
        reject(errorStack ? optimizeErrorStack(error, errorStack.stack, dirname(ioredis)) : error)
      }
      this.resolve = this._convertValue(resolve)
      this.reject = refuse
    })
    this.promise = asCallback(promise, this.callback)
  }
}

/** As published, but for what its commands' functions are. */
const lightScript = (published: ScriptClass, command: CommandClass): ScriptClass =>
  class Light extends published {
    constructor(...args: unknown[]) {
      super(...args)
      const { lua, sha } = this
      const known = new WeakSet<object>()
      this.Command.prototype.toWritable = function toWritable(this: Command, socket: object) {
        const { reject } = this
        const refuse: Reject = error => {
          if (error.message.includes('NOSCRIPT')) known.delete(socket)
          reject.call(this, error)
        }
        this.reject = refuse
        if (!known.has(socket)) {
          known.add(socket)
          this.name = 'eval'
          this.args[0] = lua
        } else if (this.name === 'eval') {
          this.name = 'evalsha'
          this.args[0] = sha
        }
        return command.prototype.toWritable.call(this, socket)
      }
    }
  }
