import { caseChangedCode } from '#src/domain/ports.ts'

/** An error that says that a case is not as it was when the new state was made of it; nothing was stored. */
export const caseChanged = (): Error =>
  Object.assign(new Error('the case has changed since it was read: decide again'), {
    code: caseChangedCode
  })
