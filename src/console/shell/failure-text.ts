import { isUnanswered } from '../api/call.ts'
import { texts } from '../texts.ts'

/** Why something was not done; or, where no answer has come, that it may be. */
export const failureText = (error: Error): string =>
  isUnanswered(error) ? texts.dialog.unanswered : texts.dialog.failed(error.message)
